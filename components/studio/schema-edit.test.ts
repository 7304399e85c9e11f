import { describe, expect, test } from "vitest";
import {
  choicesOf,
  declare,
  freeName,
  parametersOf,
  typeOf,
  withChoices,
  withParameters,
  withType,
} from "./schema-edit";

const schema = {
  type: "object",
  description: "kept",
  properties: { b: { type: "string", title: "B" }, a: { type: "array", items: { type: "string" } } },
  required: ["b"],
};

describe("schema-edit", () => {
  test("reading the parameters and writing them back changes nothing", () => {
    expect(withParameters(schema, parametersOf(schema))).toEqual(schema);
  });

  test("declaring a name adds a required string once", () => {
    const once = declare({ type: "object", properties: {} }, "namespace");
    expect(once).toEqual({
      type: "object",
      properties: { namespace: { type: "string" } },
      required: ["namespace"],
    });
    expect(declare(once, "namespace")).toBe(once);
    expect(parametersOf(declare({ type: "object" }, "__proto__")).map((entry) => entry.name)).toEqual([
      "__proto__",
    ]);
  });

  test("a renamed parameter keeps its place and a removed one is no longer required", () => {
    const entries = parametersOf(schema);
    const renamed = entries.map((entry) => (entry.name === "b" ? { ...entry, name: "c" } : entry));
    expect(Object.keys(withParameters(schema, renamed).properties ?? {})).toEqual(["c", "a"]);
    expect(withParameters(schema, entries.slice(1))).not.toHaveProperty("required");
  });

  test("another type keeps the words and drops what only the old type knew", () => {
    expect(withType({ type: "string", title: "T", pattern: "x", default: "y" }, "integer")).toEqual({
      type: "integer",
      title: "T",
    });
  });

  test("types that only the JSON Schema can say have no name in the picker", () => {
    expect(typeOf({ type: "array", items: { type: "string" } })).toBe("array of strings");
    expect(typeOf({ type: "array", items: { type: "object" } })).toBeNull();
    expect(typeOf({ type: "object", properties: {} })).toBeNull();
    expect(typeOf({})).toBeNull();
  });

  test("allowed values stand at the items of a list, and take a default with them that they do not allow", () => {
    const list = withChoices({ type: "array", items: { type: "string" }, default: ["x"] }, ["a"]);
    expect(list).toEqual({ type: "array", items: { type: "string", enum: ["a"] } });
    expect(choicesOf(list)).toEqual(["a"]);
    expect(withChoices({ type: "string", default: "a" }, ["a", "b"])).toEqual({
      type: "string",
      default: "a",
      enum: ["a", "b"],
    });
    expect(withChoices({ type: "string", enum: ["a"] }, [])).toEqual({ type: "string" });
  });

  test("a new parameter gets a free name", () => {
    expect(freeName([])).toBe("parameter");
    expect(freeName([{ name: "parameter", schema: {}, required: false }])).toBe("parameter_2");
  });
});
