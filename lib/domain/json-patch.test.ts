import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonValues, pathsOf } from "./arbitraries.test-support";
import { canonicalJson, type Json, jsonEqual, parseJson } from "./json";
import { applyPatch, type JsonPatchOperation, PatchError, withTests } from "./patch";
import { getAt, toPointer } from "./pointer";

const apply = (object: Json, ...patch: JsonPatchOperation[]) => applyPatch(object, patch);

describe("applyPatch", () => {
  test("follows the examples of RFC 6902", () => {
    expect(apply({ foo: "bar" }, { op: "add", path: "/baz", value: "qux" })).toEqual({
      baz: "qux",
      foo: "bar",
    });
    expect(apply({ foo: ["bar", "baz"] }, { op: "add", path: "/foo/1", value: "qux" })).toEqual({
      foo: ["bar", "qux", "baz"],
    });
    expect(apply({ baz: "qux", foo: "bar" }, { op: "remove", path: "/baz" })).toEqual({ foo: "bar" });
    expect(apply({ foo: ["bar", "qux", "baz"] }, { op: "remove", path: "/foo/1" })).toEqual({
      foo: ["bar", "baz"],
    });
    expect(apply({ baz: "qux" }, { op: "replace", path: "/baz", value: "boo" })).toEqual({ baz: "boo" });
    expect(apply({ foo: ["bar"] }, { op: "add", path: "/foo/-", value: ["abc"] })).toEqual({
      foo: ["bar", ["abc"]],
    });
    expect(apply({ "/": 9, "~1": 10 }, { op: "test", path: "/~01", value: 10 })).toEqual({
      "/": 9,
      "~1": 10,
    });
    expect(apply({ foo: null }, { op: "replace", path: "", value: 1 })).toBe(1);
  });

  test.each<[string, JsonPatchOperation]>([
    ["missing", { op: "add", path: "/a/b", value: 1 }],
    ["missing", { op: "add", path: "/list/3", value: 1 }],
    ["missing", { op: "add", path: "/list/x", value: 1 }],
    ["missing", { op: "add", path: "/text/x", value: 1 }],
    ["missing", { op: "replace", path: "/list/-", value: 1 }],
    ["missing", { op: "remove", path: "/constructor" }],
    ["missing", { op: "remove", path: "" }],
    ["test_failed", { op: "test", path: "/text", value: "y" }],
    ["invalid_pointer", { op: "remove", path: "text" }],
  ])("refuses as %s: %j", (code, operation) => {
    const object = { text: "x", list: [1] };
    const run = () => apply(object, { op: "test", path: "/text", value: "x" }, operation);
    expect(run).toThrow(PatchError);
    expect(run).toThrow(expect.objectContaining({ code, operation: 1, path: operation.path }));
    expect(object).toEqual({ text: "x", list: [1] });
  });

  test("shares what it does not touch and changes nothing of the input", () => {
    const object = { a: { b: 1 }, c: { d: [1] } };
    const result = apply(object, { op: "replace", path: "/a/b", value: 2 });
    expect(object).toEqual({ a: { b: 1 }, c: { d: [1] } });
    expect(getAt(result, ["c"]).value).toBe(object.c);
  });

  test("sets a member named __proto__ as a member", () => {
    expect(canonicalJson(apply({}, { op: "add", path: "/__proto__", value: {} }))).toBe('{"__proto__":{}}');
    expect(
      canonicalJson(
        apply(parseJson('{"__proto__":{"a":1}}'), { op: "replace", path: "/__proto__/a", value: 2 }),
      ),
    ).toBe('{"__proto__":{"a":2}}');
  });

  test("a replaced place reads back the new value, a removed member is gone", () => {
    fc.assert(
      fc.property(jsonValues, jsonValues, fc.nat(), (object, value, choice) => {
        const paths = pathsOf(object);
        const path = paths[choice % paths.length] ?? [];
        const before = canonicalJson(object);
        const replaced = apply(object, { op: "replace", path: toPointer(path), value });
        expect(getAt(replaced, path)).toEqual({ exists: true, value });
        expect(canonicalJson(object)).toBe(before);
        if (typeof path.at(-1) === "string") {
          expect(getAt(apply(object, { op: "remove", path: toPointer(path) }), path).exists).toBe(false);
        }
      }),
    );
  });
});

describe("withTests", () => {
  const object = { list: ["a", "b"], text: "x" };
  const patch: JsonPatchOperation[] = [
    { op: "replace", path: "/text", value: "y" },
    { op: "add", path: "/new", value: 1 },
    { op: "remove", path: "/list/0" },
    { op: "remove", path: "/list/0" },
  ];

  test("tests each value just before it is replaced or removed, with indices as they are then", () => {
    expect(withTests(object, patch)).toEqual([
      { op: "test", path: "/text", value: "x" },
      patch[0],
      patch[1],
      { op: "test", path: "/list/0", value: "a" },
      patch[2],
      { op: "test", path: "/list/0", value: "b" },
      patch[3],
    ]);
    expect(jsonEqual(applyPatch(object, withTests(object, patch)), applyPatch(object, patch))).toBe(true);
  });

  test("the patch fails once the object has changed", () => {
    expect(() => applyPatch({ ...object, text: "z" }, withTests(object, patch))).toThrow(PatchError);
  });
});
