import type { FoundOccurrence, TestExpectation } from "@/lib/contracts/api/template-tests";
import { type Json, jsonEqual } from "./json";

/** One way in which a template says something else than its test expects; `path` leads into the test. */
export interface TestDifference {
  path: string;
  message: string;
}

type Violates = Extract<TestExpectation, { result: "violates" }>;

const differencesMax = 20;
const shownMax = 200;

/**
 * What differs between what a test expects and what the template reported about its object, in the test's order; empty
 * where the test passes. Keys and messages are sets: their order and repetitions do not matter.
 *
 * @param found all that was reported; empty where the object passes
 * @returns at most 21 differences; the last one counts those left out
 */
export function testDifferences(
  expected: TestExpectation,
  found: readonly FoundOccurrence[],
): TestDifference[] {
  const all = expected.result === "passes" ? found.map(notPassed) : violatesDifferences(expected, found);
  if (all.length <= differencesMax) return all;
  const rest = all.length - differencesMax;
  return [
    ...all.slice(0, differencesMax),
    { path: "expect", message: `${rest} more ${rest === 1 ? "difference" : "differences"}` },
  ];
}

function notPassed({ violatingKey, message }: FoundOccurrence): TestDifference {
  const place = violatingKey === null ? "" : ` at ${clip(violatingKey)}`;
  return {
    path: "expect.result",
    message: `expected to pass, found a violation${place}: “${clip(message)}”`,
  };
}

function violatesDifferences(expected: Violates, found: readonly FoundOccurrence[]): TestDifference[] {
  const differences = [...keyDifferences(expected, found), ...messageDifferences(expected, found)];
  if (found.length > 0 || differences.length > 0) return differences;
  return [{ path: "expect.result", message: "expected a violation, found none" }];
}

function keyDifferences({ keys }: Violates, found: readonly FoundOccurrence[]): TestDifference[] {
  if (keys === undefined) return [];
  const missing = keys.flatMap(({ violatingKey, recommended }, index) => {
    const there = found.filter((occurrence) => occurrence.violatingKey === violatingKey);
    const path = `expect.keys[${index}]`;
    if (there.length === 0)
      return { path, message: `expected a violation at ${clip(violatingKey)}, found none` };
    if (recommended === undefined || there.some((one) => recommends(one, recommended.value))) return [];
    return {
      path: `${path}.recommended`,
      message: `expected ${shown(recommended.value)} to be recommended at ${clip(violatingKey)}, found ${recommendationsOf(there)}`,
    };
  });
  const wanted = new Set(keys.map(({ violatingKey }) => violatingKey));
  const unexpected = found
    .filter(({ violatingKey }) => violatingKey === null || !wanted.has(violatingKey))
    .map(({ violatingKey, message }) =>
      violatingKey === null
        ? `a violation without a violating key: “${clip(message)}”`
        : `a violation at ${clip(violatingKey)}`,
    );
  return [
    ...missing,
    ...[...new Set(unexpected)].map((what) => ({
      path: "expect.keys",
      message: `expected no more, found ${what}`,
    })),
  ];
}

function messageDifferences({ messages }: Violates, found: readonly FoundOccurrence[]): TestDifference[] {
  if (messages === undefined) return [];
  const said = new Set(found.map(({ message }) => message));
  const wanted = new Set(messages);
  const missing = messages.flatMap((message, index) =>
    said.has(message)
      ? []
      : {
          path: `expect.messages[${index}]`,
          message: `expected the message “${clip(message)}”, which was not found`,
        },
  );
  const unexpected = [...said].filter((message) => !wanted.has(message));
  return [
    ...missing,
    ...unexpected.map((message) => ({
      path: "expect.messages",
      message: `expected no more, found the message “${clip(message)}”`,
    })),
  ];
}

function recommends({ recommended }: FoundOccurrence, value: Json): boolean {
  return recommended !== null && jsonEqual(recommended.value, value);
}

function recommendationsOf(found: readonly FoundOccurrence[]): string {
  const values = found.flatMap(({ recommended }) => (recommended === null ? [] : shown(recommended.value)));
  return values.length === 0 ? "no recommendation" : [...new Set(values)].join(", ");
}

function shown(value: Json): string {
  return clip(JSON.stringify(value));
}

function clip(text: string): string {
  return text.length <= shownMax ? text : `${text.slice(0, shownMax)}…`;
}

/**
 * The expectation that a result meets by itself: its keys with what is recommended there, or its messages where one of
 * them names no key.
 */
export function expectationOf(found: readonly FoundOccurrence[]): TestExpectation {
  if (found.length === 0) return { result: "passes" };
  const keys = new Map<string, { value: Json } | null>();
  for (const { violatingKey, recommended } of found) {
    if (violatingKey === null)
      return { result: "violates", messages: [...new Set(found.map((one) => one.message))] };
    if (!keys.has(violatingKey)) keys.set(violatingKey, recommended);
  }
  return {
    result: "violates",
    keys: [...keys].map(([violatingKey, recommended]) =>
      recommended === null ? { violatingKey } : { violatingKey, recommended },
    ),
  };
}

/** An expectation in one sentence: "violates at spec.hostNetwork", "passes". */
export function expectationText(expected: TestExpectation): string {
  if (expected.result === "passes") return "passes";
  const { keys, messages } = expected;
  const places = keys?.map(({ violatingKey }) => violatingKey) ?? [];
  if (places.length > 0)
    return `violates at ${places.slice(0, 3).map(clip).join(", ")}${places.length > 3 ? ` and ${places.length - 3} more` : ""}`;
  if (messages === undefined) return "violates";
  return messages.length === 1
    ? `violates: “${clip(messages[0] ?? "")}”`
    : `violates with ${messages.length} messages`;
}

/** A name that no other test has: `base`, `base 2` … */
export function freeTestName(base: string, taken: readonly string[]): string {
  const lengthMax = 110;
  const root = base.slice(0, lengthMax);
  let name = root;
  for (let number = 2; taken.includes(name); number += 1) name = `${root} ${number}`;
  return name;
}
