import { expect, test } from "vitest";
import { parseJson } from "../../domain/json";
import type { Outcome } from "../types";
import { ResultPacker, unpackResults } from "./packed-results";
import type { PairResult } from "./protocol";

function violating(message: string): Outcome {
  const details = { list: parseJson('[1.5,{"__proto__":{"a":1}},null,"\\ud800"]') };
  return {
    status: "violating",
    occurrences: [{ message, violatingKey: "spec.a", recommended: { value: false }, details }],
  };
}

function unpacked(packer: ResultPacker): PairResult[] {
  const results: PairResult[] = [];
  unpackResults(structuredClone(packer.take()), (result) => results.push(result));
  return results;
}

test("results arrive as they were, in their order, and only once", () => {
  const packer = new ResultPacker();
  const results: PairResult[] = [
    { pair: 7, outcome: { status: "compliant" }, durationUs: 0.25 },
    { pair: 3, outcome: violating('"quoted" \u0000 ü'), durationUs: 12.5 },
    { pair: 0, outcome: { status: "compliant" }, durationUs: 1, notes: ["a note"] },
    { pair: 4, outcome: { status: "compliant" }, durationUs: 3 },
    {
      pair: 5,
      outcome: { status: "error", error: { code: "timeout", message: "late" } },
      durationUs: 9,
      notes: [],
    },
  ];
  for (const result of results) packer.add(result);
  expect(unpacked(packer)).toEqual(results);
  expect(unpacked(packer)).toEqual([]);
  packer.add({ pair: 1, outcome: { status: "compliant" }, durationUs: 2 });
  expect(unpacked(packer)).toEqual([{ pair: 1, outcome: { status: "compliant" }, durationUs: 2 }]);
});

test("a packer is full by number, and by size before large results become one text", () => {
  const packer = new ResultPacker();
  let added = 0;
  for (; !packer.isFull; added++)
    packer.add({ pair: added, outcome: { status: "compliant" }, durationUs: 1 });
  expect(added).toBe(256);
  expect(unpacked(packer)).toHaveLength(256);
  expect(packer.isFull).toBe(false);
  packer.add({ pair: 0, outcome: violating("x".repeat(1_100_000)), durationUs: 1 });
  expect(packer.isFull).toBe(true);
  expect(unpacked(packer)).toHaveLength(1);
});
