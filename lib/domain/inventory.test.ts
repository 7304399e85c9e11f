import { describe, expect, test } from "vitest";
import { inventoryText, type InventoryObject } from "./inventory";

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
