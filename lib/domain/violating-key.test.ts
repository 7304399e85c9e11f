import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonValues, pathsOf } from "./arbitraries.test-support";
import type { Json } from "./json";
import { getAt, parsePointer, type Segment, toPointer } from "./pointer";
import { parseViolatingKey, resolveViolatingKey } from "./violating-key";
import { formatPath } from "./path-text";

const networkPolicy: Json = {
  metadata: { labels: { app: "dns", "app.kubernetes.io/name": "dns" } },
  spec: { egress: [{ to: [{ podSelector: { matchLabels: { "k8s-app": "another-dns" } } }] }] },
};

const pod: Json = {
  metadata: { name: "web", labels: {}, annotations: { "seccomp.security.alpha.kubernetes.io/pod": "x" } },
  spec: {
    containers: [
      { name: "proxy", image: "envoy", args: ["-a", "-b"], securityContext: null },
      { name: "app", image: "app", ports: [{ containerPort: 80 }, { containerPort: 81 }] },
    ],
    nodeSelector: { "0": "zero" },
  },
};

function shape(text: string, object: Json) {
  const key = resolveViolatingKey(text, object);
  return key && { pointer: key.pointer, exists: key.exists, found: key.found };
}

describe("parseViolatingKey", () => {
  test.each<[string, unknown]>([
    [
      "spec.egress[0].to[0].podSelector.matchLabels.k8s-app",
      ["spec", "egress", 0, "to", 0, "podSelector", "matchLabels", "k8s-app"],
    ],
    ['metadata.labels["a.b/c"]', ["metadata", "labels", "a.b/c"]],
    ["metadata.labels['x']", ["metadata", "labels", "x"]],
    ["metadata.labels[a.b/c]", ["metadata", "labels", "a.b/c"]],
    [String.raw`metadata.labels.a\.b/c`, ["metadata", "labels", "a.b/c"]],
    ["/spec/containers/0/image", ["spec", "containers", 0, "image"]],
    ["/metadata/labels/a.b~1c", ["metadata", "labels", "a.b/c"]],
    ["$.spec.containers[0]", ["spec", "containers", 0]],
    ["{.spec.containers[0]}", ["spec", "containers", 0]],
    [".spec.containers.0.image", ["spec", "containers", 0, "image"]],
    ["spec.tolerations[-]", ["spec", "tolerations", "-"]],
    ["containers[name=app].image", ["containers", { key: "name", value: "app" }, "image"]],
    ["containers[name: app].image", ["containers", { key: "name", value: "app" }, "image"]],
    ['containers[?(@.name=="app")].image', ["containers", { key: "name", value: "app" }, "image"]],
    ['containers[name="a]b"]', ["containers", { key: "name", value: "a]b" }]],
    ["add[=SYS_ADMIN]", ["add", { key: null, value: "SYS_ADMIN" }]],
    ["$", []],
  ])("reads %s", (text, segments) => {
    expect(parseViolatingKey(text)).toEqual(segments);
  });

  test.each([
    "",
    " ",
    "a.",
    "a..b",
    "a[",
    "a[*]",
    "a[]",
    "a]b",
    "the container runs as root",
    "/a~2",
    'a["\\x"]',
    "x".repeat(5_000),
  ])("answers null for %j, which is no path", (text) => {
    expect(parseViolatingKey(text)).toBeNull();
    expect(resolveViolatingKey(text, pod)).toBeNull();
  });

  test("answers null for a text too long to be a path", () => {
    expect(parseViolatingKey("x".repeat(5_000))).toBeNull();
  });

  test("any text is answered without an exception and in time", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...Array.from("[]\"'.=:?@()\\/$ a0-")) })),
        (text) => {
          parseViolatingKey(text);
          resolveViolatingKey(text, pod);
        },
      ),
    );
  });

  test("gives back the segments of every display path", () => {
    const segment = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string(),
      fc.nat(),
      fc.constantFrom("-", "0", "$", "a.b/c", "__proto__"),
    );
    fc.assert(
      fc.property(fc.array(segment), (segments: Segment[]) => {
        expect(parseViolatingKey(formatPath(segments))).toEqual(segments);
      }),
    );
  });
});

describe("resolveViolatingKey", () => {
  test("finds the walkthrough's field and shows it as the template wrote it", () => {
    const text = "spec.egress[0].to[0].podSelector.matchLabels.k8s-app";
    expect(resolveViolatingKey(text, networkPolicy)).toMatchObject({
      pointer: "/spec/egress/0/to/0/podSelector/matchLabels/k8s-app",
      exists: true,
      found: "another-dns",
      displayPath: text,
      stablePath: text,
    });
  });

  test("prefers the longest existing key with dots", () => {
    const key = resolveViolatingKey("metadata.labels.app.kubernetes.io/name", networkPolicy);
    expect(key).toMatchObject({ pointer: "/metadata/labels/app.kubernetes.io~1name", found: "dns" });
    expect(key?.displayPath).toBe('metadata.labels["app.kubernetes.io/name"]');
    expect(shape("metadata.labels.app", networkPolicy)).toMatchObject({
      pointer: "/metadata/labels/app",
      found: "dns",
    });
  });

  test("does not mistake a shorter label for the beginning of a path", () => {
    expect(shape("metadata.labels.app.tier", networkPolicy)).toEqual({
      pointer: "/metadata/labels/app.tier",
      exists: false,
    });
  });

  test("names the place of a missing label as one key, also where the map itself is missing", () => {
    expect(shape("metadata.labels.a.b/c", pod)).toEqual({
      pointer: "/metadata/labels/a.b~1c",
      exists: false,
    });
    expect(shape("metadata.labels.a.b/c", {})).toEqual({ pointer: "/metadata/labels/a.b~1c", exists: false });
    expect(shape("spec.hard.requests.cpu", { spec: {} })).toEqual({
      pointer: "/spec/hard/requests.cpu",
      exists: false,
    });
    expect(shape("spec.selector.a.b/c", { spec: { selector: { x: "y" } } })).toMatchObject({
      pointer: "/spec/selector/a.b~1c",
    });
  });

  test("names the place of a missing field below null", () => {
    expect(shape("spec.containers[0].securityContext.runAsNonRoot", pod)).toEqual({
      pointer: "/spec/containers/0/securityContext/runAsNonRoot",
      exists: false,
    });
  });

  test("reads digits as an index in a list and as a key in an object", () => {
    expect(resolveViolatingKey("spec.containers.1.image", pod)?.segments).toEqual([
      "spec",
      "containers",
      1,
      "image",
    ]);
    expect(resolveViolatingKey("spec.nodeSelector[0]", pod)?.segments).toEqual(["spec", "nodeSelector", "0"]);
  });

  test("selects list items by name, and answers null for a name the list does not have", () => {
    expect(shape("spec.containers[name=app].image", pod)).toMatchObject({
      pointer: "/spec/containers/1/image",
      found: "app",
    });
    expect(resolveViolatingKey("spec.containers[name=gone].image", pod)).toBeNull();
    expect(resolveViolatingKey("metadata[name=web]", pod)).toBeNull();
  });

  test.each([
    "input.spec.containers[1].image",
    "review.object.spec.containers[1].image",
    "input.review.object.spec.containers[1].image",
  ])("drops the root of the input document from %s", (text) => {
    expect(shape(text, pod)).toMatchObject({ pointer: "/spec/containers/1/image" });
  });

  test("keeps a member that is named like a root", () => {
    expect(shape("object.spec", { object: { spec: 1 } })).toEqual({
      pointer: "/object/spec",
      exists: true,
      found: 1,
    });
  });

  test("never finds inherited members", () => {
    expect(shape("constructor.name", {})).toMatchObject({ exists: false });
    expect(shape("__proto__", {})).toMatchObject({ exists: false });
  });

  test("tells null values from missing ones", () => {
    expect(resolveViolatingKey("spec.containers[0].securityContext", pod)).toMatchObject({
      exists: true,
      found: null,
    });
    expect(resolveViolatingKey("spec.containers[1].securityContext", pod)).not.toHaveProperty("found");
  });
});

describe("stablePath", () => {
  const stable = (text: string, object: Json) => resolveViolatingKey(text, object)?.stablePath;

  test("names list items by the first key that is unique in the list", () => {
    expect(stable("spec.containers[1].image", pod)).toBe("spec.containers[name=app].image");
    expect(stable("spec.containers[1].ports[1].containerPort", pod)).toBe(
      "spec.containers[name=app].ports[containerPort=81].containerPort",
    );
    expect(stable("spec.containers[0].args[1]", pod)).toBe("spec.containers[name=proxy].args[=-b]");
  });

  test("keeps the index where nothing names the item alone, or there is no such item", () => {
    expect(stable("x[1].y", { x: [{ name: "a" }, { name: "a" }] })).toBe("x[1].y");
    expect(stable("x[1].y", { x: [{}, {}] })).toBe("x[1].y");
    expect(stable("x[4].y", { x: [{ name: "a" }] })).toBe("x[4].y");
  });

  test("does not change when lists of named items are reordered, and leads back to the same value", () => {
    const item = fc.record({ name: fc.string(), value: fc.nat() });
    const list = fc.uniqueArray(item, { selector: ({ name }) => name, minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(list, fc.nat(), (items, choice) => {
        const index = choice % items.length;
        const reversed = { list: [...items].reverse() };
        const before = resolveViolatingKey(`list[${index}].value`, { list: items });
        const after = resolveViolatingKey(`list[${items.length - 1 - index}].value`, reversed);
        expect(after?.stablePath).toBe(before?.stablePath);
        expect(resolveViolatingKey(before?.stablePath ?? "", reversed)?.pointer).toBe(after?.pointer);
      }),
    );
  });
});

test("every place of every object is found again by its pointer, its display path and its stable path", () => {
  fc.assert(
    fc.property(jsonValues, (object) => {
      for (const segments of pathsOf(object)) {
        const shown = resolveViolatingKey(segments.length > 0 ? toPointer(segments) : "$", object);
        if (shown === null) throw new Error(`lost ${toPointer(segments)}`);
        expect(shown.exists).toBe(true);
        expect(getAt(object, parsePointer(shown.pointer)).value).toBe(getAt(object, segments).value);
        expect(resolveViolatingKey(shown.stablePath, object)?.pointer).toBe(shown.pointer);
        expect(resolveViolatingKey(shown.displayPath, object)?.pointer).toBe(shown.pointer);
      }
    }),
  );
});
