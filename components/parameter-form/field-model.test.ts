import { describe, expect, test } from "vitest";
import type { Json } from "@/lib/domain/json";
import { errorWithin, fieldKindOf, unplacedErrors, withValue } from "./field-model";

describe("fieldKindOf", () => {
  test.each<[Json, Json | undefined, string]>([
    [{ type: "string" }, undefined, "text"],
    [{ type: "integer" }, undefined, "number"],
    [{ type: "boolean" }, undefined, "boolean"],
    [{ type: "string", enum: ["a"] }, undefined, "choice"],
    [{ type: "array", items: { type: "string" } }, ["a"], "texts"],
    [{ type: "array", items: { type: "integer" } }, [1], "numbers"],
    [{ type: "array", items: { type: "string", enum: ["a"] } }, undefined, "choices"],
    [{ type: "array", items: { type: "object", properties: {} } }, [{}], "objects"],
    [{ type: "object" }, { a: "b" }, "map"],
    [{ type: "object", additionalProperties: { type: "string" } }, undefined, "map"],
    [{ type: "object", properties: {} }, undefined, "object"],
    [{}, undefined, "json"],
  ])("%j holding %j is asked for as %s", (schema, value, kind) => {
    expect(fieldKindOf(schema, value)).toBe(kind);
  });

  test.each<[Json, Json]>([
    [{ type: "array", items: { type: "string" } }, ["a", "a"]],
    [{ type: "array", items: { type: "string" } }, "a"],
    [{ type: "array", items: { type: "object", properties: {} } }, [1]],
    [{ type: "object" }, { a: 1 }],
    [{ type: "object" }, { "a=b": "c" }],
    [{ type: "object", additionalProperties: { type: "integer" } }, {}],
  ])("a value that the control could not show whole is written as JSON: %j holding %j", (schema, value) => {
    expect(fieldKindOf(schema, value)).toBe("json");
  });
});

describe("errors", () => {
  const errors = [
    { path: "labels.team", message: "Must not be empty." },
    { path: "labelsOther", message: "No." },
    { path: "gone", message: "There is no parameter of this name." },
  ];
  const form = { errors, namespaces: [], disabled: false };

  test("a control that shows a whole value shows what is wrong inside it, not what is wrong beside it", () => {
    expect(errorWithin(form, ["labels"])).toBe(".team: Must not be empty.");
    expect(errorWithin(form, ["label"])).toBeNull();
  });

  test("complaints about parameters that the schema does not name are not lost", () => {
    const schema = { properties: { labels: {}, labelsOther: {} } };
    expect(unplacedErrors(schema, errors)).toEqual([errors[2]]);
  });
});

test("a value that is taken away leaves its default", () => {
  expect(withValue({ a: 1, b: 2 }, "a", undefined)).toEqual({ b: 2 });
});
