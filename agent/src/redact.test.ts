import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "./json";
import { redact } from "./redact";
import { createMask } from "./redaction/mask";

const mask = createMask(Buffer.from("a key of this agent alone"));
const masked = /^edict:redacted:\d+:[0-9a-f]{16}$/;

function container(env: { name: string; value?: string }[], more: JsonObject = {}): JsonObject {
  return { containers: [{ name: "app", env: env.map((variable) => ({ ...variable })), ...more }] };
}

function pod(spec: JsonObject): JsonObject {
  return { apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec };
}

function configMap(data: JsonObject, binaryData: JsonObject = {}): JsonObject {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" }, data, binaryData };
}

const privateKey = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n";

describe("what is masked", () => {
  it.each<[string, JsonObject, string[]]>([
    [
      "values of a Secret, by both fields",
      { apiVersion: "v1", kind: "Secret", data: { a: "YQ==", "b/c~d": "" }, stringData: { e: "f" } },
      ["/data/a", "/data/b~1c~0d", "/stringData/e"],
    ],
    ["a Secret whose data is no map", { apiVersion: "v1", kind: "Secret", data: "oops" }, ["/data"]],
    ["a variable by its name", pod(container([{ name: "DB_PASSWORD", value: "hunter2" }])), [envPointer(0)]],
    ["a variable by a segment", pod(container([{ name: "STRIPE_KEY", value: "sk" }])), [envPointer(0)]],
    ["a variable in camel case", pod(container([{ name: "awsKey", value: "x" }])), [envPointer(0)]],
    [
      "a variable by its value",
      pod(container([{ name: "URL", value: "postgres://app:hunter2@db/app" }])),
      [envPointer(0)],
    ],
    [
      "an argument that carries a secret",
      pod(container([], { args: ["--port=1", "--db-password=hunter2"] })),
      ["/spec/containers/0/args/1"],
    ],
    [
      "variables of a pod template in a custom resource",
      {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "Rollout",
        spec: { template: { spec: container([{ name: "TOKEN", value: "t" }]) } },
      },
      ["/spec/template/spec/containers/0/env/0/value"],
    ],
    [
      "a secret field of a custom resource",
      { apiVersion: "example.com/v1", kind: "Database", spec: { password: "hunter2", size: 3 } },
      ["/spec/password"],
    ],
    ["ConfigMap data by key", configMap({ "api-key": "x", level: "info" }), ["/data/api-key"]],
    ["ConfigMap data by value", configMap({ file: "user=a\npassword=hunter2\n" }), ["/data/file"]],
    ["ConfigMap data with a private key", configMap({ "tls.pem": privateKey }), ["/data/tls.pem"]],
    [
      "ConfigMap binary data with a private key",
      configMap({}, { blob: Buffer.from(privateKey).toString("base64") }),
      ["/binaryData/blob"],
    ],
    [
      "a private key in any string",
      {
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingWebhookConfiguration",
        x: [{ y: privateKey }],
      },
      ["/x/0/y"],
    ],
  ])("%s", (_name, object, pointers) => {
    const before = JSON.stringify(object);
    const result = redact(object, mask);
    expect(result.pointers).toEqual(pointers);
    expect(result.count).toBe(pointers.length);
    expect(JSON.stringify(object)).toBe(before);
    for (const pointer of pointers) {
      expect(at(result.object, pointer)).toMatch(pointer.includes("args") ? /^--db-password=edict:/ : masked);
    }
  });

  it.each<[string, JsonObject]>([
    ["an empty variable", pod(container([{ name: "PASSWORD", value: "" }]))],
    ["a variable that is a switch", pod(container([{ name: "TOKEN_CHECK", value: "false" }]))],
    ["a variable that refers to another", pod(container([{ name: "PASSWORD", value: "$(OTHER)" }]))],
    ["a variable without a value", pod(container([{ name: "PASSWORD" }]))],
    ["a harmless variable", pod(container([{ name: "MONKEY", value: "banana" }]))],
    [
      "flags that name files",
      pod(container([], { command: ["kube-apiserver", "--service-account-key-file=/sa.pub"] })),
    ],
    ["a path to a token", pod(container([], { args: ["--token=/var/run/token"] }))],
    ["the name of a Secret", pod({ volumes: [{ name: "v", secret: { secretName: "db" } }] })],
    ["a template in a ConfigMap", configMap({ file: "password: ${DB_PASSWORD}\nsecretName: db\n" })],
    ["a field of a built-in kind", { apiVersion: "v1", kind: "ServiceAccount", token: "no such field" }],
  ])("but not %s", (_name, object) => {
    const result = redact(object, mask);
    expect(result.count).toBe(0);
    expect(result.object).toEqual(object);
  });
});

describe("what is dropped", () => {
  it("leaves no copy of the object and nothing that changes by itself", () => {
    const { object } = redact(
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: {
          name: "d",
          generation: 3,
          resourceVersion: "17",
          managedFields: [{ manager: "kubectl" }],
          annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}", kept: "yes" },
        },
        status: { replicas: 2 },
      },
      mask,
    );
    expect(object).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "d", generation: 3, annotations: { kept: "yes" } },
    });
  });

  it("drops annotations altogether when none is left", () => {
    const annotations = { "kubectl.kubernetes.io/last-applied-configuration": "{}" };
    const { object } = redact({ apiVersion: "v1", kind: "Pod", metadata: { name: "p", annotations } }, mask);
    expect(object.metadata).toEqual({ name: "p" });
  });

  it.each<[string, string, JsonObject, JsonObject | undefined]>([
    ["v1", "Pod", { phase: "Running", podIP: "10.0.0.1" }, { phase: "Running" }],
    ["v1", "Endpoints", { phase: "Running" }, undefined],
    ["batch/v1", "Job", { active: 1, startTime: "now" }, { active: 1 }],
    [
      "snapshot.storage.k8s.io/v1",
      "VolumeSnapshot",
      { readyToUse: true, creationTime: "2026-11-24T00:00:00Z", restoreSize: "1Gi" },
      { readyToUse: true, creationTime: "2026-11-24T00:00:00Z" },
    ],
    ["v1", "Namespace", { phase: "Active", conditions: [] }, { phase: "Active" }],
    [
      "v1",
      "Node",
      { nodeInfo: { os: "linux" }, images: [], conditions: [{ type: "Ready", lastHeartbeatTime: "now" }] },
      { nodeInfo: { os: "linux" }, conditions: [{ type: "Ready" }] },
    ],
    ["v1", "Service", { loadBalancer: {} }, undefined],
    [
      "v1",
      "Service",
      { loadBalancer: { ingress: [{ ip: "1.2.3.4" }] }, conditions: [] },
      { loadBalancer: { ingress: [{ ip: "1.2.3.4" }] } },
    ],
    [
      "apiextensions.k8s.io/v1",
      "CustomResourceDefinition",
      { acceptedNames: { kind: "X" }, storedVersions: ["v1"], conditions: [] },
      { acceptedNames: { kind: "X" }, storedVersions: ["v1"] },
    ],
    ["example.com/v1", "Namespace", { phase: "Active" }, undefined],
  ])("keeps of the status of %s %s what rules ask for", (apiVersion, kind, status, kept) => {
    expect(redact({ apiVersion, kind, status }, mask).object.status).toEqual(kept);
  });

  it("keeps no field a Secret should not have", () => {
    const { object } = redact({ apiVersion: "v1", kind: "Secret", type: "Opaque", oops: "hunter2" }, mask);
    expect(object).toEqual({ apiVersion: "v1", kind: "Secret", type: "Opaque" });
  });
});

describe("masks", () => {
  it("are equal for equal values, however the Secret carries them, and tell the size", () => {
    const data = { a: Buffer.from("hunter2").toString("base64") };
    const { object } = redact(
      { apiVersion: "v1", kind: "Secret", data, stringData: { a: "hunter2", b: "hunter3" } },
      mask,
    );
    expect(at(object, "/data/a")).toBe(at(object, "/stringData/a"));
    expect(at(object, "/data/a")).toMatch(/^edict:redacted:7:/);
    expect(at(object, "/stringData/b")).not.toBe(at(object, "/stringData/a"));
  });

  it("differ between agents", () => {
    expect(createMask(Buffer.from("one"))("hunter2")).not.toBe(createMask(Buffer.from("two"))("hunter2"));
  });

  it("are counted all and named up to a limit", () => {
    const stringData = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, "value"]));
    const result = redact({ apiVersion: "v1", kind: "Secret", stringData }, mask);
    expect(result.count).toBe(300);
    expect(result.pointers).toHaveLength(200);
  });
});

describe("any Secret whatsoever", () => {
  // Long enough that no mask, key or fixed text holds one by chance.
  const secretText = fc
    .tuple(fc.stringMatching(/^[A-Za-z\d+/= "'\\\näß漢🔑-]{0,40}$/u), fc.uuid())
    .map(([text, id]) => `${id.slice(0, 8)}${text}${id.slice(24)}`);
  const key = fc.stringMatching(/^[a-z._-]{1,20}$/).filter((name) => name !== "__proto__");

  it("leaves no value in the output, in no encoding, wherever tools have copied it", () => {
    fc.assert(
      fc.property(
        fc.dictionary(key, secretText, { minKeys: 1, maxKeys: 5 }),
        fc.dictionary(key, secretText, { maxKeys: 3 }),
        fc.boolean(),
        (plain, extra, copied) => {
          const data = Object.fromEntries(
            Object.entries(plain).map(([name, value]) => [name, Buffer.from(value).toString("base64")]),
          );
          const secret: JsonObject = {
            apiVersion: "v1",
            kind: "Secret",
            type: "Opaque",
            data,
            stringData: extra,
          };
          const annotations: Record<string, string> = {
            "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify(secret),
            ...(copied
              ? { "tool/copy": JSON.stringify(secret), "tool/plain": Object.values(plain).join() }
              : {}),
          };
          const metadata = { name: "s", annotations, managedFields: [] };
          const output = JSON.stringify(redact({ ...secret, metadata, status: { data } }, mask).object);
          const once = (value: string) => JSON.stringify(value).slice(1, -1);
          for (const value of [...Object.values(plain), ...Object.values(extra)]) {
            for (const form of [
              value,
              once(value),
              once(once(value)),
              Buffer.from(value).toString("base64"),
            ]) {
              expect(output).not.toContain(form);
            }
          }
          for (const name of Object.keys(plain)) expect(output).toContain(JSON.stringify(name));
        },
      ),
    );
  });

  it("is never changed itself, and any object at all is redacted without an error", () => {
    fc.assert(
      fc.property(fc.constantFrom("Secret", "ConfigMap", "Pod", "Node"), fc.object(), (kind, fields) => {
        const input: unknown = JSON.parse(JSON.stringify({ ...fields, apiVersion: "v1", kind }));
        const before = JSON.stringify(input);
        expect(() => redact(objectOf(input), mask)).not.toThrow();
        expect(JSON.stringify(input)).toBe(before);
      }),
    );
  });
});

it("treats __proto__ and constructor as keys like any other", () => {
  const input = objectOf(
    JSON.parse(
      '{"apiVersion":"v1","kind":"Secret","data":{"__proto__":"aHVudGVyMg==","constructor":"eA=="}}',
    ),
  );
  const { object, pointers } = redact(input, mask);
  expect(pointers).toEqual(["/data/__proto__", "/data/constructor"]);
  expect(JSON.stringify(object)).not.toContain("aHVudGVyMg");
  expect(JSON.stringify(object)).toContain("__proto__");
});

function envPointer(index: number): string {
  return `/spec/containers/0/env/${index}/value`;
}

/** JSON.parse of an object's text. */
function objectOf(value: unknown): JsonObject {
  if (isObject(value)) return value;
  throw new Error("not an object");
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function at(object: JsonObject, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((value, part) => {
      if (Array.isArray(value)) return value[Number(part)];
      return isObject(value) ? value[part] : undefined;
    }, object);
}
