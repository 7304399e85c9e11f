import { describe, expect, test } from "vitest";
import type { TemplateTest, TemplateTestResult } from "@/lib/contracts/api/template-tests";
import { emptyDraft, type StudioDraft } from "./studio-draft";
import { captureTest, resultsOf, type SentCheck, summaryOf, withTest } from "./test-results";

const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "web" } };
const testOf = (name: string): TemplateTest => ({
  ...{ name, object: pod, parameters: {}, inventory: [] },
  expect: { result: "passes" },
});
const resultOf = (status: TemplateTestResult["status"]): TemplateTestResult => ({
  ...{ status, differences: [], found: null },
  evaluationUs: 1,
});
const draft: StudioDraft = { ...emptyDraft, rego: "package x" };
const sent = { rego: "package x", parameters: {}, parameterSchema: draft.schema };
const violating: SentCheck = {
  ...{ ok: true, regoVersion: "v1", diagnostics: [], compileMs: 1, undeclaredParameters: [], tests: [] },
  ...{ helpers: {}, importable: [] },
  sent,
  result: {
    status: "violating",
    occurrences: [
      {
        ...{ message: "no", violatingKey: "spec.hostNetwork", pointer: null, found: null, details: {} },
        recommended: { value: false },
      },
    ],
    ...{ error: null, printed: [], evaluationUs: 1 },
  },
};

describe("resultsOf", () => {
  const check: SentCheck = {
    ...violating,
    sent: { ...sent, tests: [testOf("a"), testOf("b")] },
    tests: [resultOf("passed"), resultOf("failed")],
  };

  test("results go with the tests they are of, wherever those stand by now", () => {
    const tests = [testOf("b"), testOf("new"), { ...testOf("a"), expect: { result: "violates" as const } }];
    expect(resultsOf(tests, check).map((result) => result?.status)).toEqual(["failed", undefined, undefined]);
    expect(resultsOf([testOf("a")], check)).toEqual([resultOf("passed")]);
  });

  test("there are none before the console has spoken, or where the Rego does not compile", () => {
    expect(resultsOf([testOf("a")], null)).toEqual([null]);
    expect(resultsOf([testOf("a")], { ...check, tests: null })).toEqual([null]);
  });

  test("what is not passed is counted as failing, what has no result is not", () => {
    const results = [resultOf("passed"), resultOf("failed"), resultOf("error"), resultOf("skipped"), null];
    expect(summaryOf(results)).toEqual({ total: 5, passed: 1, failing: 3 });
  });
});

describe("captureTest", () => {
  const capture = (change: Partial<Parameters<typeof captureTest>[0]> = {}) =>
    captureTest({ draft, values: {}, object: pod, check: violating, sent, ...change });

  test("takes object, values and result", () => {
    expect(capture().test).toEqual({
      name: "Pod web violates",
      object: pod,
      parameters: {},
      inventory: [],
      expect: {
        result: "violates",
        keys: [{ violatingKey: "spec.hostNetwork", recommended: { value: false } }],
      },
    });
    const taken = { ...draft, tests: [testOf("Pod web violates")] };
    expect(capture({ draft: taken }).test?.name).toBe("Pod web violates 2");
  });

  test("takes no result of something else, and tells why", () => {
    expect(capture({ object: null }).reason).toMatch(/^Choose an input first/);
    expect(capture({ sent: { ...sent, rego: "package y" } }).reason).toMatch(/no result of this input yet/);
    expect(capture({ sent: { ...sent, entityId: "other" } }).reason).toMatch(/no result of this input yet/);
    expect(capture({ check: { ...violating, ok: false } }).reason).toMatch(/no result of this input yet/);
    const schema = { type: "object", properties: { a: { type: "string" } }, required: ["a"] };
    expect(capture({ draft: { ...draft, schema } }).reason).toMatch(/^Fill in the form/);
  });

  test("other tests do not matter to the result", () => {
    expect(capture({ sent: { ...sent, tests: [testOf("a")] } }).test).not.toBeNull();
  });
});

describe("withTest", () => {
  test("puts a test in its place, or at the end", () => {
    const tests = [testOf("a"), testOf("b")];
    expect(withTest(tests, testOf("c"), null)).toEqual({ ok: true, tests: [...tests, testOf("c")] });
    expect(withTest(tests, testOf("c"), 0)).toEqual({ ok: true, tests: [testOf("c"), testOf("b")] });
  });

  test("refuses one too many", () => {
    const tests = Array.from({ length: 100 }, (_unused, index) => testOf(String(index)));
    expect(withTest(tests, testOf("x"), 3).ok).toBe(true);
    expect(withTest(tests, testOf("x"), null)).toEqual({
      ok: false,
      message: "A template has at most 100 tests.",
    });
  });
});
