import fc from "fast-check";
import { expect, test } from "vitest";
import { FILTER_KEYS, parseFilter, printFilter } from "./filters";

test("facets and words are told apart", () => {
  expect(
    parseFilter('severity:high cluster:prod namespace:payments kind:Pod policy:"Run as non-root" free text'),
  ).toEqual({
    facets: {
      severity: ["high"],
      cluster: ["prod"],
      namespace: ["payments"],
      kind: ["Pod"],
      policy: ["Run as non-root"],
    },
    text: "free text",
  });
});

test("several values of one facet add up, by comma or by repetition, once each", () => {
  expect(parseFilter("severity:high,critical Severity:high severity:low").facets).toEqual({
    severity: ["high", "critical", "low"],
  });
});

test("a quoted value keeps spaces, commas, colons and escaped quotes", () => {
  expect(parseFilter(String.raw`policy:"a, \"b\": c"`).facets).toEqual({ policy: ['a, "b": c'] });
  expect(parseFilter("path:spec.a[0]:x").facets).toEqual({ path: ["spec.a[0]:x"] });
});

test("unknown keys, keys without a value and stray quotes are words", () => {
  expect(parseFilter('nginx:1.25 severity: constructor:x say "hi "a"b')).toEqual({
    facets: {},
    text: 'nginx:1.25 severity: constructor:x say "hi "a"b',
  });
  expect(parseFilter('"severity:high"')).toEqual({ facets: {}, text: "severity:high" });
  expect(parseFilter("   ")).toEqual({ facets: {}, text: "" });
});

test("a filter survives printing and parsing", () => {
  const value = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.string({ unit: fc.constantFrom("a", " ", ",", '"', "\\", ":", "\n") }),
  );
  const facets = fc.dictionary(
    fc.constantFrom(...FILTER_KEYS),
    fc.uniqueArray(value, { minLength: 1, maxLength: 3 }),
    { noNullPrototype: true },
  );
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom("severity:high", '"a"', "kind:", "x:y", '"', "\\", 'policy:"a'),
  );
  fc.assert(
    fc.property(facets, fc.array(word), (wanted, words) => {
      const filter = {
        facets: wanted,
        text: words
          .join(" ")
          .split(/\s+/)
          .filter((part) => part !== "")
          .join(" "),
      };
      expect(parseFilter(printFilter(filter))).toEqual(filter);
    }),
    { numRuns: 500 },
  );
});

test("any text is understood, and printing what was understood changes nothing more", () => {
  const text = fc.string({ unit: fc.constantFrom("severity", "kind", ":", '"', "\\", " ", ",", "a", "b") });
  fc.assert(
    fc.property(text, (source) => {
      const filter = parseFilter(source);
      expect(parseFilter(printFilter(filter))).toEqual(filter);
    }),
    { numRuns: 500 },
  );
});
