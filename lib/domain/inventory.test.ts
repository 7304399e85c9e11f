import { describe, expect, test } from "vitest";
import { inventoryObjectsOf, inventoryText, type InventoryObject } from "./inventory";

const object = (name: string, namespace: string | null, other: Partial<InventoryObject> = {}) => ({
  ...{ apiVersion: "v1", kind: "ConfigMap", namespace, name, json: JSON.stringify({ name }) },
  ...other,
});

describe("the inventory document", () => {
  test("puts objects by namespace, version, kind and name", () => {
    const text = inventoryText([
      object("a", "x"),
      object("b", "x"),
      object("n", null, { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole" }),
    ]);
    expect(JSON.parse(text)).toEqual({
      namespace: { x: { v1: { ConfigMap: { a: { name: "a" }, b: { name: "b" } } } } },
      cluster: { "rbac.authorization.k8s.io/v1": { ClusterRole: { n: { name: "n" } } } },
    });
  });

  test("is an empty object without objects", () => {
    expect(inventoryText([])).toBe("{}");
  });

  test("keeps the last of two objects with one name, and numbers as they were written", () => {
    const text = inventoryText([object("a", "x"), object("a", "x", { json: '{"n":1.0}' })]);
    expect(text).toBe('{"namespace":{"x":{"v1":{"ConfigMap":{"a":{"n":1.0}}}}}}');
  });

  test("holds names that objects inherit", () => {
    const text = inventoryText([object("__proto__", "constructor")]);
    expect(text).toContain('"constructor":{"v1":{"ConfigMap":{"__proto__":');
  });
});

test("objects are known by version, kind, namespace and name; what cannot be told apart is left out", () => {
  const role = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: { name: "r", namespace: "x" },
  };
  const node = { kind: "Node", apiVersion: "v1", metadata: { name: "n" } };
  expect(inventoryObjectsOf([role, node, "text", null, { kind: "Pod" }])).toEqual([
    {
      ...{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", namespace: "x", name: "r" },
      json: '{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"r","namespace":"x"}}',
    },
    {
      ...{ apiVersion: "v1", kind: "Node", namespace: null, name: "n" },
      json: '{"apiVersion":"v1","kind":"Node","metadata":{"name":"n"}}',
    },
  ]);
});
