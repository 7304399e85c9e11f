import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesAnyGlob, matchesGlob } from "./glob";

test.each<[string, string, boolean]>([
  ["team-*", "team-a", true],
  ["team-*", "team-", true],
  ["team-*", "a-team-b", false],
  ["*-prod", "a-b-prod", true],
  ["a*b*c", "aXbYbZc", true],
  ["a*b*c", "aXcYb", false],
  ["te?t", "test", true],
  ["te?t", "tet", false],
  ["a.c", "abc", false],
  ["", "", true],
  ["", "a", false],
  ["*", "", true],
])("%j on %j is %j", (pattern, text, expected) => {
  expect(matchesGlob(pattern, text)).toBe(expected);
});

test("agrees with the regular expression of the same meaning", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
  fc.assert(
    fc.property(word, text, (pattern, name) => {
      const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
      expect(matchesGlob(pattern, name)).toBe(expression.test(name));
    }),
    { numRuns: 500 },
  );
});

test("a hostile pattern is answered at once", () => {
  expect(matchesGlob(`${"*a".repeat(50)}b`, "a".repeat(5_000))).toBe(false);
});

test("no patterns match nothing", () => {
  expect(matchesAnyGlob([], "a")).toBe(false);
  expect(matchesAnyGlob(["b", "a*"], "abc")).toBe(true);
});
