import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  testExpectationSchema,
  templateTestsSchema,
  type FoundOccurrence,
} from "@/lib/contracts/api/template-tests";
import { expectationOf, expectationText, freeTestName, testDifferences } from "./template-tests";

const at = (
  violatingKey: string | null,
  recommended: FoundOccurrence["recommended"] = null,
  message = `bad ${violatingKey ?? "object"}`,
): FoundOccurrence => ({ violatingKey, recommended, message });

const messagesOf = (...args: Parameters<typeof testDifferences>) =>
  testDifferences(...args).map(({ path, message }) => `${path}: ${message}`);

describe("testDifferences", () => {
  test("an object that is expected to pass passes, or every violation is told", () => {
    expect(testDifferences({ result: "passes" }, [])).toEqual([]);
    expect(messagesOf({ result: "passes" }, [at("spec.hostNetwork"), at(null)])).toEqual([
      "expect.result: expected to pass, found a violation at spec.hostNetwork: “bad spec.hostNetwork”",
      "expect.result: expected to pass, found a violation: “bad object”",
    ]);
  });

  test("any violation will do where no key and no message is named", () => {
    expect(testDifferences({ result: "violates" }, [at(null)])).toEqual([]);
    expect(messagesOf({ result: "violates" }, [])).toEqual([
      "expect.result: expected a violation, found none",
    ]);
  });

  test("keys are a set: missing ones and those that nobody expects are told", () => {
    const keys = [{ violatingKey: "spec.hostNetwork" }, { violatingKey: "spec.hostPID" }];
    const both = [at("spec.hostPID"), at("spec.hostNetwork"), at("spec.hostNetwork")];
    expect(testDifferences({ result: "violates", keys }, both)).toEqual([]);
    expect(
      messagesOf({ result: "violates", keys }, [at("spec.hostNetwork"), at("spec.hostIPC"), at(null)]),
    ).toEqual([
      "expect.keys[1]: expected a violation at spec.hostPID, found none",
      "expect.keys: expected no more, found a violation at spec.hostIPC",
      "expect.keys: expected no more, found a violation without a violating key: “bad object”",
    ]);
    expect(messagesOf({ result: "violates", keys: keys.slice(0, 1) }, [])).toEqual([
      "expect.keys[0]: expected a violation at spec.hostNetwork, found none",
    ]);
  });

  test("a recommended value is compared as a value, at its key", () => {
    const keys = [{ violatingKey: "a", recommended: { value: { x: [1], y: null } } }];
    expect(testDifferences({ result: "violates", keys }, [at("a", { value: { y: null, x: [1] } })])).toEqual(
      [],
    );
    expect(messagesOf({ result: "violates", keys }, [at("a", { value: false })])).toEqual([
      'expect.keys[0].recommended: expected {"x":[1],"y":null} to be recommended at a, found false',
    ]);
    expect(messagesOf({ result: "violates", keys }, [at("a")])).toEqual([
      'expect.keys[0].recommended: expected {"x":[1],"y":null} to be recommended at a, found no recommendation',
    ]);
    const nothing = [{ violatingKey: "a", recommended: { value: null } }];
    expect(testDifferences({ result: "violates", keys: nothing }, [at("a", null)])).toHaveLength(1);
    expect(testDifferences({ result: "violates", keys: nothing }, [at("a", { value: null })])).toEqual([]);
  });

  test("messages are a set of their own", () => {
    const messages = ["one", "two"];
    expect(
      testDifferences({ result: "violates", messages }, [at("a", null, "two"), at(null, null, "one")]),
    ).toEqual([]);
    expect(
      messagesOf({ result: "violates", messages }, [at("a", null, "two"), at("a", null, "three")]),
    ).toEqual([
      "expect.messages[0]: expected the message “one”, which was not found",
      "expect.messages: expected no more, found the message “three”",
    ]);
  });

  test("of very many differences, and of very long texts, a part is told", () => {
    const found = Array.from({ length: 500 }, (_unused, index) => at(`key${index}`, null, "x".repeat(2_000)));
    const told = testDifferences({ result: "passes" }, found);
    expect(told).toHaveLength(21);
    expect(told.at(-1)).toEqual({ path: "expect", message: "480 more differences" });
    expect(Math.max(...told.map(({ message }) => message.length))).toBeLessThan(300);
  });
});

const occurrence = fc.record({
  message: fc.string({ minLength: 1, maxLength: 20 }),
  violatingKey: fc.option(fc.constantFrom("a", "b", "c.d", "__proto__")),
  recommended: fc.option(fc.record({ value: fc.constantFrom(null, false, "x", 1) })),
});

test("a result meets the expectation that is made of it, and the contract takes it", () => {
  fc.assert(
    fc.property(fc.array(occurrence, { maxLength: 8 }), (found) => {
      const expected = expectationOf(found);
      expect(testExpectationSchema.parse(expected)).toEqual(expected);
      expect(testDifferences(expected, found)).toEqual([]);
    }),
  );
});

test("an expectation that is made of a result is missed by a result with one key less or more", () => {
  const expected = expectationOf([at("a"), at("b")]);
  expect(testDifferences(expected, [at("a")])).toHaveLength(1);
  expect(testDifferences(expected, [at("a"), at("b"), at("c")])).toHaveLength(1);
});

test("an expectation reads as a sentence", () => {
  const keys = ["a", "b", "c", "d", "e"].map((violatingKey) => ({ violatingKey }));
  expect(expectationText({ result: "passes" })).toBe("passes");
  expect(expectationText({ result: "violates" })).toBe("violates");
  expect(expectationText({ result: "violates", keys })).toBe("violates at a, b, c and 2 more");
  expect(expectationText({ result: "violates", messages: ["no"] })).toBe("violates: “no”");
});

test("names are free, and fit the contract", () => {
  expect(freeTestName("Pod a", [])).toBe("Pod a");
  expect(freeTestName("Pod a", ["Pod a", "Pod a 2"])).toBe("Pod a 3");
  expect(freeTestName("x".repeat(300), ["x".repeat(110)]).length).toBeLessThanOrEqual(120);
});

describe("templateTestsSchema", () => {
  const one = { name: "a", object: { kind: "Pod" }, expect: { result: "passes" } };
  const issuesOf = (tests: unknown) =>
    templateTestsSchema
      .safeParse(tests)
      .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);

  test("what is left out is empty", () => {
    expect(templateTestsSchema.parse([one])).toEqual([{ ...one, parameters: {}, inventory: [] }]);
  });

  test("it is strict: names are unique, fields known, sizes limited", () => {
    expect(issuesOf([one, one])).toEqual(["1.name: Another test is called “a”"]);
    expect(issuesOf([{ ...one, expect: { result: "passes", keys: [] } }])).toHaveLength(1);
    expect(issuesOf([{ ...one, expect: { result: "violates", keys: [{ violatingKey: "" }] } }])).toEqual([
      "0.expect.keys.0.violatingKey: Name the violating key",
    ]);
    expect(issuesOf([{ ...one, other: 1 }])).toHaveLength(1);
    const many = Array.from({ length: 101 }, (_unused, index) => ({ ...one, name: String(index) }));
    expect(issuesOf(many)).toEqual([": A template has at most 100 tests"]);
    expect(issuesOf([{ ...one, object: { kind: "ü".repeat(1_600_000) } }])).toEqual([
      ": All tests together may have at most 3 MiB",
    ]);
  });
});
