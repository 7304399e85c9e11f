import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { kubectlPatchCommand, shellQuote } from "./patch";

const target = {
  kind: "NetworkPolicy",
  apiVersion: "networking.k8s.io/v1",
  name: "allow-dns",
  namespace: "test",
};

test("the command names resource, version, object and namespace", () => {
  const patch = [{ op: "replace" as const, path: "/spec/x", value: "kube-dns" }];
  expect(kubectlPatchCommand({ ...target, patch })).toBe(
    `kubectl patch networkpolicy.v1.networking.k8s.io allow-dns -n test --type=json -p '[{"op":"replace","path":"/spec/x","value":"kube-dns"}]'`,
  );
  expect(
    kubectlPatchCommand({ kind: "Node", apiVersion: "v1", name: "n1", namespace: null, patch: [] }),
  ).toBe("kubectl patch node n1 --type=json -p '[]'");
  expect(
    kubectlPatchCommand({
      ...target,
      kind: "VirtualService",
      apiVersion: "networking.istio.io/v1",
      patch: [],
    }),
  ).toContain("kubectl patch VirtualService.v1.networking.istio.io allow-dns");
});

test("a shell hands kubectl the very name and patch, whatever they hold", () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from("'\"$`\\!\n *;&|<>()#~")),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
  });
  const harmless = text.filter((word) => !word.includes("\0"));
  fc.assert(
    fc.property(
      harmless.filter((word) => word !== ""),
      harmless,
      (name, value) => {
        const patch = [{ op: "add" as const, path: "/a", value }];
        const command = kubectlPatchCommand({ ...target, name, patch });
        const script = `kubectl() { printf '%s\\0' "$@"; }\n${command}`;
        const words = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" }).split("\0");
        expect(words.slice(2, 3)).toEqual([name]);
        expect(words.at(-2)).toBe(JSON.stringify(patch));
      },
    ),
    { numRuns: 60 },
  );
});

test("an empty word stays a word", () => {
  expect(shellQuote("")).toBe("''");
});
