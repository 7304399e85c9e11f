import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { compileRe2, matchesPattern } from "./regex-cache";
import { isCheap, readNative } from "./regex-native";

const part = fc.constantFrom(
  "a",
  "b",
  "\\.",
  ".",
  "[a-c]",
  "[^a]",
  "\\d",
  "\\w",
  "(a|b)",
  "(ab)",
  "(?:a?b)",
  "-",
  "x",
  "[-a]",
  "[\\w-]",
  "|",
  "^",
  "$",
);
const repeat = fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{0}", "{2,}", "{0,1}", "{1,3}");
const pattern = fc.array(fc.tuple(part, repeat), { maxLength: 6 }).map((parts) => parts.flat().join(""));
const text = fc.string({
  unit: fc.constantFrom("a", "b", "c", "x", "1", ".", "-", "\n", "é", "😀", "\u2028", " "),
  maxLength: 12,
});

test("patterns that JavaScript's engine matches mean the same to RE2", () => {
  let matched = 0;
  fc.assert(
    fc.property(pattern, text, (source, input) => {
      const native = readNative(source);
      if (native === null) return;
      matched += 1;
      expect(native.expression.test(input), JSON.stringify([source, input])).toBe(
        RE2JS.compile(source).matcher(input).find(),
      );
    }),
    { numRuns: 5000 },
  );
  expect(matched).toBeGreaterThan(1000);
});

test("the patterns of most rules are among them", () => {
  for (const source of [
    "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
    "^(.+/)?nginx(:.*)?$",
    "^sha256:[0-9a-f]{64}$",
    "latest$",
  ])
    expect(readNative(source), source).not.toBeNull();
});

test("patterns that could take long are left to RE2", () => {
  for (const source of ["(a+)+$", "(a|a)*b", "(.*)*x", "(?i)a", "a*?", "\\bx", "(a?){9}"])
    expect(readNative(source), source).toBeNull();
  const quadratic = readNative("a*a*b");
  expect(quadratic !== null && isCheap(quadratic, 1000)).toBe(false);
  expect(quadratic !== null && isCheap(quadratic, 20)).toBe(true);
});

test("where every match is asked for, both engines find the same ones", () => {
  let compared = 0;
  fc.assert(
    fc.property(pattern, text, (source, input) => {
      const every = readNative(source)?.every;
      if (every == null) return;
      compared += 1;
      const found = [...input.matchAll(every)].map((match) => [match.index, match.index + match[0].length]);
      const matcher = RE2JS.compile(source).matcher(input);
      const expected: number[][] = [];
      while (matcher.find()) expected.push([matcher.start(), matcher.end()]);
      expect(found, JSON.stringify([source, input])).toEqual(expected);
    }),
    { numRuns: 5000 },
  );
  expect(compared).toBeGreaterThan(500);
});

test("neither the table of states nor a look for the letters that a pattern begins with changes an answer", () => {
  // Word boundaries and lazy repetitions keep the pattern from JavaScript's engine.
  const rare = fc.constantFrom(
    ...["\\b", "\\B", "a*?", "[|]b", "\\|", "(a|b)*", "[^]|x]", "(?i)", "(?m)", "(?s)", "(?:ab ?)+?"],
    ...["\\W", "\\pL", "(?i:é)", "\\A", "\\z", "(?m:^)", "(?m:$)", "[^\\n]"],
  );
  const mixed = fc
    .array(fc.tuple(fc.oneof(part, rare), repeat), { maxLength: 5 })
    .map((parts) => parts.flat().join(""));
  let compared = 0;
  fc.assert(
    fc.property(mixed, text, (source, input) => {
      let expected: boolean;
      try {
        expected = RE2JS.compile(source).matcher(input).find();
      } catch {
        return;
      }
      compared += 1;
      expect(matchesPattern(source, input), JSON.stringify([source, input])).toBe(expected);
    }),
    { numRuns: 5000 },
  );
  expect(compared).toBeGreaterThan(1000);
});

test("a pattern whose table of states grows without end keeps little of it", () => {
  const growing = "(a|b)*a(a|b){14}c";
  const random = Array.from({ length: 20_000 }, (_unused, index) =>
    ((index * 7919) ^ (index >> 3)) % 3 === 0 ? "a" : "b",
  );
  expect(matchesPattern(growing, random.join(""))).toBe(false);
  expect(matchesPattern(growing, `${random.join("")}a${"b".repeat(14)}c`)).toBe(true);
  const { maxMem, memBudget } = compileRe2(growing).re2Input.lazyDFA;
  expect(maxMem - memBudget).toBeLessThanOrEqual(256 * 1024);
});
