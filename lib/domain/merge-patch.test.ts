import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonValues } from "./arbitraries.test-support";
import { isObject, type Json, jsonEqual, withMember, withoutMembers } from "./json";
import { isListSafe, toMergePatch } from "./patch";

/** RFC 7386 section 2, the reference for these tests. */
function merge(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  let result = isObject(target) ? target : {};
  for (const [key, value] of Object.entries(patch)) {
    const old = Object.hasOwn(result, key) ? result[key] : undefined;
    result =
      value === null ? withoutMembers(result, key) : withMember(result, key, merge(old ?? null, value));
  }
  return result;
}

test("a merge patch says changed members only, and null for removed ones", () => {
  const before = { metadata: { labels: { a: "1", b: "2" } }, spec: { x: 1 } };
  const after = { metadata: { labels: { a: "1", c: "3" } }, spec: { x: 1 } };
  expect(toMergePatch(before, after)).toEqual({ metadata: { labels: { b: null, c: "3" } } });
});

test("where a merge patch may carry the change, merging it gives exactly the wanted object", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), jsonValues),
      fc.dictionary(fc.string(), jsonValues),
      (before, after) => {
        if (isListSafe(before, after))
          expect(jsonEqual(merge(before, toMergePatch(before, after)), after)).toBe(true);
      },
    ),
  );
});

test("a change inside a list and a member set to null are no matter for a merge patch", () => {
  expect(isListSafe({ a: [1], b: 1 }, { a: [1], b: 2 })).toBe(true);
  expect(isListSafe({ a: [1] }, { a: [2] })).toBe(false);
  expect(isListSafe({ a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 2 }] } })).toBe(false);
  expect(isListSafe({}, { a: [1] })).toBe(true);
  expect(isListSafe({ a: [1] }, {})).toBe(true);
  expect(isListSafe({ a: 1 }, { a: null })).toBe(false);
  expect(isListSafe({}, { a: { b: null } })).toBe(false);
});
