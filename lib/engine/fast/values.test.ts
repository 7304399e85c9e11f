import fc from "fast-check";
import { expect, test } from "vitest";
import type { Value } from "../builtins/value";
import { askOpa, buildPlan, type Example } from "../testing/plan";
import { valueToText } from "../value-json";
import { FastProgram, FastRunner, parseInput } from ".";

/**
 * Scalars that are easily taken for each other, as JSON texts. No number has two spellings: which one a set keeps is
 * nobody's promise.
 */
const scalar = fc.constantFrom(
  ...["null", "true", "false", "0", "1.0", "10", "0.1", "9007199254740993", "9007199254740992"],
  ...[
    '""',
    '"a"',
    '"1"',
    '"__proto__"',
    '"constructor"',
    '"length"',
    '"\\ud83d\\ude00"',
    '"\\uffff"',
    '"null"',
  ],
);
const key = fc.constantFrom(
  '"a"',
  '"b"',
  '"__proto__"',
  '"constructor"',
  '"length"',
  '"1"',
  '""',
  '"\\uffff"',
);

/** JSON texts, so that numbers keep their spelling. */
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
    fc
      .uniqueArray(fc.tuple(key, tie("value")), { maxLength: 4, selector: (entry) => entry[0] })
      .map((entries) => `{${entries.map((entry) => entry.join(":")).join(",")}}`),
  ),
}));

const rego = `
equals := [[a == b, a < b, a != b] | some a in input.values; some b in input.values]
distinct := {x | some x in input.values}
nested := {{x, y} | some x in input.values; some y in input.values}
sorted := sort(input.values)
keyed := [count({x: i | some x in distinct; some i in [1]}), {x: 1 | some x in distinct}]
members := [[x in input.values, x in distinct, {x} in nested] | some x in input.values]
scanned := [[k, v] | some x in input.values; some k, v in x]
deep := [v | walk(input.values, [_, v])]
found := [object.get(x, k, "none") | some x in input.values; is_object(x); some k in ["a", "__proto__", "constructor", "length"]]
rebuilt := [r | some x in input.values; is_object(x); y := {k: v | some k, v in x}; r := y == x]
p := [equals, distinct, nested, sorted, keyed, members, scanned, deep, found, rebuilt]
`;

const example: Example = {
  opaPath: process.env.OPA_PATH ?? "opa",
  version: "v1",
  modules: { "a.rego": `package a\n${rego}` },
};

test("equality, order, sets, keys and scans of any values are those of opa eval", () => {
  const runner = new FastRunner(FastProgram.compile(buildPlan(example, ["a/p"])), {
    instructionsMax: 10_000_000,
    resultBytesMax: 10_000_000,
  });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 14 }), (values) => {
      const inputJson = `{"values":[${values.join(",")}]}`;
      const input: Value = parseInput(inputJson);
      const ctx = { nowNs: "1", memo: new Map(), notes: [], strictErrors: false };
      const result = runner.evaluateQuery("a/p", input, {}, ctx);
      expect(result === undefined ? undefined : valueToText(result)).toBe(
        askOpa({ ...example, inputJson }, "data.a.p"),
      );
    }),
    { numRuns: 40 },
  );
}, 120_000);
