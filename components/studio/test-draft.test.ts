import { describe, expect, test } from "vitest";
import type { TemplateTest } from "@/lib/contracts/api/template-tests";
import { emptyTest, readTest, type TestDraft, testDraftOf } from "./test-draft";

const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { hostNetwork: true } };
const full: TemplateTest = {
  name: "host network",
  object: pod,
  parameters: { exempt: ["x"] },
  inventory: [{ kind: "Namespace" }, { kind: "Node" }],
  expect: {
    result: "violates",
    keys: [
      { violatingKey: "spec.hostNetwork", recommended: { value: false } },
      { violatingKey: "a", recommended: { value: "true" } },
      { violatingKey: "b", recommended: { value: null } },
      { violatingKey: "c", recommended: { value: { d: ["e", 1] } } },
      { violatingKey: "f" },
    ],
    messages: ["one: two", "three"],
  },
};

const written: TestDraft = { ...emptyTest, name: "a", object: "kind: Pod" };
const problemsOf = (change: Partial<TestDraft>, taken: readonly string[] = []) => {
  const read = readTest({ ...written, ...change }, taken);
  return read.ok ? [] : read.problems.map(({ field, message }) => `${field ?? "test"}: ${message}`);
};

test("a test that is opened and saved is the same", () => {
  for (const one of [full, { ...full, inventory: [], expect: { result: "passes" as const } }])
    expect(readTest(testDraftOf(one), [])).toEqual({ ok: true, test: one });
});

test("values are written as one would", () => {
  expect(testDraftOf(full).keys.map(({ recommended }) => recommended)).toEqual([
    "false",
    '"true"',
    "null",
    '{"d":["e",1]}',
    "",
  ]);
});

test("JSON is read as well as YAML, and empty rows say nothing", () => {
  const read = readTest(
    {
      ...written,
      object: JSON.stringify(pod),
      keys: [{ violatingKey: " ", recommended: "" }],
      messages: ["", " "],
    },
    [],
  );
  expect(read).toMatchObject({ ok: true, test: { object: pod, expect: { result: "violates" } } });
  expect(read.ok && Object.keys(read.test.expect)).toEqual(["result"]);
});

test("rows of an object that has to pass are not sent", () => {
  const read = readTest({ ...written, result: "passes", messages: ["left from before"] }, []);
  expect(read).toMatchObject({ ok: true, test: { expect: { result: "passes" } } });
  expect(read.ok && Object.keys(read.test.expect)).toEqual(["result"]);
});

describe("what is wrong is told at its field", () => {
  test.each<[Partial<TestDraft>, RegExp]>([
    [{ name: " " }, /^name: Give the test a name\.$/],
    [{ name: "taken" }, /^name: Another test has this name\.$/],
    [{ object: "" }, /^object: Write or paste/],
    [{ object: "a: 1\nb: [" }, /^object: Line [23]: /],
    [{ object: "- 1" }, /^object: Line 1: An entity is an object/],
    [{ inventory: "kind: A\n---\ntext" }, /^inventory: Line 1: An entity is an object/],
    [{ keys: [{ violatingKey: "", recommended: "1" }] }, /^keys: Name the violating key\.$/],
    [{ keys: [{ violatingKey: "a", recommended: "{" }] }, /^keys: “\{” is no value/],
    [{ messages: ["x".repeat(3_000)] }, /^messages: /],
  ])("%j", (change, reason) => {
    const problems = problemsOf(change, ["taken"]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(reason);
  });
});
