import { describe, expect, test } from "vitest";
import type { Json } from "./json";
import { applyPatch, buildFix } from "./patch";
import { toPointer } from "./pointer";
import { removalTargets } from "./removal";

const podSpec: Json = {
  volumes: [
    { name: "host", hostPath: { path: "/etc" } },
    { name: "data", emptyDir: {} },
  ],
  initContainers: [{ name: "i", volumeMounts: [{ name: "host", mountPath: "/h" }] }],
  containers: [
    {
      name: "c",
      volumeMounts: [
        { name: "data", mountPath: "/d" },
        { name: "host", mountPath: "/a" },
        { name: "host", mountPath: "/b" },
      ],
    },
    { name: "d", volumeDevices: [{ name: "host", devicePath: "/dev/x" }], env: [{ name: "A", value: "1" }] },
  ],
  ephemeralContainers: [{ name: "e", volumeMounts: [{ name: "host", mountPath: "/h" }] }],
};
const deployment: Json = { spec: { template: { spec: podSpec } } };

function removed(object: Json, ...pointers: string[]): Json | null {
  const patch = buildFix(
    object,
    pointers.map((pointer) => ({ pointer, exists: true, recommended: null, remove: true })),
  );
  return patch && applyPatch(object, patch);
}

describe("removing a volume", () => {
  const without = {
    volumes: [{ name: "data", emptyDir: {} }],
    initContainers: [{ name: "i", volumeMounts: [] }],
    containers: [
      { name: "c", volumeMounts: [{ name: "data", mountPath: "/d" }] },
      { name: "d", volumeDevices: [], env: [{ name: "A", value: "1" }] },
    ],
    ephemeralContainers: [{ name: "e", volumeMounts: [] }],
  };

  test.each(["", "/hostPath", "/hostPath/path"])("by %j takes its mounts and devices along", (rest) => {
    expect(removed(podSpec, `/volumes/0${rest}`)).toEqual(without);
    expect(removed(deployment, `/spec/template/spec/volumes/0${rest}`)).toEqual({
      spec: { template: { spec: without } },
    });
  });

  test("and another one leaves empty lists", () => {
    expect(removed(podSpec, "/volumes/0", "/volumes/1/emptyDir")).toMatchObject({
      volumes: [],
      containers: [{ volumeMounts: [] }, { volumeDevices: [] }],
    });
  });

  test("that something else calls volumes is only what it says", () => {
    const object: Json = { spec: { volumes: [{ name: "x", source: { path: "/" } }] } };
    expect(removed(object, "/spec/volumes/0/source")).toEqual({ spec: { volumes: [{ name: "x" }] } });
  });

  test("without a name takes nothing along", () => {
    const object: Json = { volumes: [{}], containers: [{ volumeMounts: [{}, { name: "x" }] }] };
    expect(removed(object, "/volumes/0")).toEqual({
      volumes: [],
      containers: [{ volumeMounts: [{}, { name: "x" }] }],
    });
  });
});

describe("removing what names a list item", () => {
  const targets = (object: Json, ...segments: (string | number)[]) =>
    removalTargets(object, segments).map(toPointer);

  test("removes the item", () => {
    expect(targets(podSpec, "containers", 1, "env", 0, "name")).toEqual(["/containers/1/env/0"]);
    expect(targets(podSpec, "containers", 1, "env", 0, "value")).toEqual(["/containers/1/env/0"]);
    expect(targets({ tolerations: [{ key: "a" }] }, "tolerations", 0, "key")).toEqual(["/tolerations/0"]);
    const rule: Json = { from: [{ ipBlock: { cidr: "0.0.0.0/0" } }] };
    expect(targets(rule, "from", 0, "ipBlock", "cidr")).toEqual(["/from/0"]);
  });

  test("leaves other members to themselves", () => {
    expect(targets({ headers: [{ value: "a" }] }, "headers", 0, "value")).toEqual(["/headers/0/value"]);
    expect(targets({ metadata: { name: "x" } }, "metadata", "name")).toEqual(["/metadata/name"]);
    expect(targets({ items: [{ key: "a" }] }, "items", 0, "key")).toEqual(["/items/0/key"]);
  });
});
