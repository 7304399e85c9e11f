import { describe, expect, test } from "vitest";
import { entityLabel, groupOf, labelsOf, normaliseForHash, ownerOf, refOf, versionOf } from "./entity";

test("an apiVersion splits into group and version, the core group is empty", () => {
  expect(["v1", "apps/v1", "networking.k8s.io/v1"].map(groupOf)).toEqual(["", "apps", "networking.k8s.io"]);
  expect(["v1", "apps/v1", "networking.k8s.io/v1"].map(versionOf)).toEqual(["v1", "v1", "v1"]);
});

test("a label shows the namespace where there is one", () => {
  expect(entityLabel({ namespace: "test", name: "allow-dns" })).toBe("test/allow-dns");
  expect(entityLabel({ namespace: null, name: "n1" })).toBe("n1");
});

test("a reference needs apiVersion, kind and name", () => {
  const object = { apiVersion: "v1", kind: "Pod", metadata: { name: "a", namespace: "b" } };
  expect(refOf(object)).toEqual({ apiVersion: "v1", kind: "Pod", namespace: "b", name: "a" });
  expect(refOf({ apiVersion: "v1", kind: "Node", metadata: { name: "a" } })?.namespace).toBeNull();
  expect(refOf({ kind: "Pod", metadata: { name: "a" } })).toBeNull();
  expect(refOf(null)).toBeNull();
});

test("labels that are no strings are not labels", () => {
  expect(labelsOf({ metadata: { labels: { a: "1", b: 2 } } })).toEqual({ a: "1" });
  expect(labelsOf({ metadata: null })).toEqual({});
});

describe("ownerOf", () => {
  const reference = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web-1", uid: "u" };

  test("is the controller among the owner references", () => {
    const other = { ...reference, kind: "Other" };
    expect(ownerOf({ metadata: { ownerReferences: [other, { ...reference, controller: true }] } })).toEqual(
      reference,
    );
  });

  test("is null for an object without a controller", () => {
    expect(ownerOf({ metadata: { ownerReferences: [reference] } })).toBeNull();
    expect(ownerOf({ metadata: { ownerReferences: "x" } })).toBeNull();
    expect(ownerOf({})).toBeNull();
  });
});

describe("normaliseForHash", () => {
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: "web",
      generation: 3,
      resourceVersion: "12",
      managedFields: [{ manager: "kubectl" }],
      annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}", team: "a" },
    },
    spec: { x: 1 },
    status: { phase: "Running" },
  };

  test("keeps what an author wrote and drops what the cluster keeps changing", () => {
    expect(normaliseForHash(pod)).toEqual({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "web", generation: 3, annotations: { team: "a" } },
      spec: { x: 1 },
    });
  });

  test("an object applied by kubectl equals one that was created without it", () => {
    const annotations = { "kubectl.kubernetes.io/last-applied-configuration": "{}" };
    expect(normaliseForHash({ metadata: { name: "a", annotations } })).toEqual(
      normaliseForHash({ metadata: { name: "a" } }),
    );
  });

  test("does not change its input, and changes nothing the second time", () => {
    const before = JSON.stringify(pod);
    const once = normaliseForHash(pod);
    expect(JSON.stringify(pod)).toBe(before);
    expect(normaliseForHash(once)).toEqual(once);
  });

  test("keeps the status of kinds whose templates read it, without heartbeats", () => {
    const status = {
      nodeInfo: { kubeletVersion: "v1.34.4" },
      conditions: [{ type: "Ready", lastHeartbeatTime: "now" }],
    };
    expect(normaliseForHash({ apiVersion: "v1", kind: "Node", status })).toMatchObject({
      status: { nodeInfo: { kubeletVersion: "v1.34.4" }, conditions: [{ type: "Ready" }] },
    });
    expect(JSON.stringify(normaliseForHash({ apiVersion: "v1", kind: "Node", status }))).not.toContain(
      "Heartbeat",
    );
    expect(normaliseForHash({ apiVersion: "other/v1", kind: "Node", status })).not.toHaveProperty("status");
    const crd = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      status: { storedVersions: ["v1"] },
    };
    expect(normaliseForHash(crd)).toEqual(crd);
  });
});
