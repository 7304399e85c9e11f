import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonValues } from "./arbitraries.test-support";
import {
  canonicalJson,
  getOwn,
  isArray,
  isObject,
  jsonEqual,
  parseJson,
  parseJsonOrNull,
  withMember,
  withoutMembers,
} from "./json";

test("canonical text is JSON of an equal value", () => {
  fc.assert(
    fc.property(jsonValues, (value) => {
      expect(jsonEqual(parseJson(canonicalJson(value)), value)).toBe(true);
    }),
  );
});

test("two values have one canonical text exactly when they are equal", () => {
  fc.assert(
    fc.property(jsonValues, jsonValues, (a, b) => {
      expect(canonicalJson(a) === canonicalJson(b)).toBe(jsonEqual(a, b));
    }),
  );
});

test("the order of members changes neither the canonical text nor equality", () => {
  const a = { b: 1, a: { d: [1, 2], c: null } };
  const b = { a: { c: null, d: [1, 2] }, b: 1 };
  expect(canonicalJson(a)).toBe('{"a":{"c":null,"d":[1,2]},"b":1}');
  expect(canonicalJson(b)).toBe(canonicalJson(a));
  expect(jsonEqual(a, b)).toBe(true);
  expect(jsonEqual([1, 2], [2, 1])).toBe(false);
});

test("the keys __proto__ and constructor are members like any other", () => {
  const hostile = parseJson('{"__proto__":{"x":1},"constructor":2}');
  expect(canonicalJson(hostile)).toBe('{"__proto__":{"x":1},"constructor":2}');
  expect(jsonEqual({}, parseJson('{"__proto__":{}}'))).toBe(false);
  expect(jsonEqual(parseJson('{"a":1}'), parseJson('{"constructor":1}'))).toBe(false);
  expect(getOwn({}, "constructor")).toBeUndefined();
  expect(canonicalJson(withMember({}, "__proto__", 1))).toBe('{"__proto__":1}');
  expect(canonicalJson(withoutMembers(isObject(hostile) ? hostile : {}, "constructor"))).toBe(
    '{"__proto__":{"x":1}}',
  );
});

test("numbers that JSON cannot carry are refused", () => {
  expect(() => canonicalJson([Number.NaN])).toThrow(RangeError);
  expect(() => canonicalJson(Number.POSITIVE_INFINITY)).toThrow(RangeError);
});

test("guards tell objects, arrays and null apart", () => {
  expect([isObject({}), isObject([]), isObject(null), isArray([]), isArray({})]).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
});

test("text that is not JSON is null where a schema looks at it next, and an error elsewhere", () => {
  for (const text of ["", "{", "undefined", '{"a":1}}']) {
    expect(parseJsonOrNull(text)).toBeNull();
    expect(() => parseJson(text)).toThrow(SyntaxError);
  }
  expect(parseJsonOrNull('{"a":[1]}')).toEqual({ a: [1] });
});
