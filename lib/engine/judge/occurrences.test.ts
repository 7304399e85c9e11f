import { expect, test } from "vitest";
import { EvaluationFailure } from "../sandbox/failure";
import type { Outcome } from "../types";
import { readOutcome } from "./occurrences";

function outcomeOf(elements: string): Outcome {
  return readOutcome(`{{"result": ${elements}}}`);
}

function occurrencesOf(elements: string): unknown {
  const outcome = outcomeOf(elements);
  return outcome.status === "violating" ? outcome.occurrences : outcome;
}

test("nothing found, and a rule that is undefined, are compliant", () => {
  expect(outcomeOf("set()")).toEqual({ status: "compliant" });
  expect(readOutcome("set()")).toEqual({ status: "compliant" });
});

test("a string is a message", () => {
  expect(occurrencesOf('{"wrong"}')).toEqual([
    { message: "wrong", violatingKey: null, recommended: null, details: {} },
  ]);
});

test("msg, violating_key and recommended_value are read, every other key is kept", () => {
  expect(
    occurrencesOf('{{"msg": "m", "violating_key": "a.b", "recommended_value": null, "extra": {2, 1}}}'),
  ).toEqual([
    { message: "m", violatingKey: "a.b", recommended: { value: null }, details: { extra: [1, 2] } },
  ]);
});

test("message stands in for msg, and Gatekeeper's details are kept", () => {
  expect(occurrencesOf('{{"message": "m", "details": {"missing": {"x"}}}}')).toEqual([
    { message: "m", violatingKey: null, recommended: null, details: { missing: ["x"] } },
  ]);
  expect(occurrencesOf('{{"msg": "m", "details": "text"}}')).toMatchObject([
    { details: { details: "text" } },
  ]);
});

test("a result without a message gets a plain one", () => {
  expect(occurrencesOf('{{"violating_key": "a"}}')).toMatchObject([
    { message: "The entity breaks this policy." },
  ]);
});

test("occurrences come in the order of violating key and message, whatever order the rule found them in", () => {
  const sorted = occurrencesOf(
    '{{"msg": "b", "violating_key": "x"}, {"msg": "a", "violating_key": "x"}, {"msg": "z"}, "y"}',
  );
  expect(sorted).toMatchObject([{ message: "y" }, { message: "z" }, { message: "a" }, { message: "b" }]);
});

test("keys named like inherited properties are only data", () => {
  const outcome = occurrencesOf('{{"msg": "m", "__proto__": {"msg": "x"}, "constructor": 1}}');
  expect(JSON.stringify(outcome)).toContain('"details":{"__proto__":{"msg":"x"},"constructor":1}');
  expect(occurrencesOf('{{"toString": 1}}')).toMatchObject([
    { message: "The entity breaks this policy.", recommended: null },
  ]);
});

test("an element of another type is an error", () => {
  expect(() => outcomeOf("{1}")).toThrow(EvaluationFailure);
});
