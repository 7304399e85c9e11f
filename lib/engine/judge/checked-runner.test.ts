import { expect, test } from "vitest";
import type { Outcome } from "../types";
import { CheckedRunner } from "./checked-runner";
import type { Runner } from "./runner";

const ctx = { nowNs: "0", memo: new Map(), notes: [], strictErrors: false };
const found = (message: string): Outcome => ({
  status: "violating",
  occurrences: [
    { message, violatingKey: "spec.a", recommended: { value: { b: 1, a: 2 } }, details: { k: 1 } },
  ],
});

/** Answers always the same, and tells what it was asked. */
class Fixed implements Runner {
  readonly memoryBytes = 1;
  readonly openMax = { entities: 1, characters: 0 };
  readonly data: string[] = [];
  judged = 0;

  constructor(private readonly outcome: Outcome) {}

  useData(text: string): void {
    this.data.push(text);
  }

  judge(): Outcome {
    this.judged += 1;
    return this.outcome;
  }

  discard(): void {
    this.data.length = 0;
  }
}

function judgeTimes(runner: Runner, times: number): string[] {
  return Array.from({ length: times }, () => {
    try {
      return runner.judge("a/violation", "{}", "", "{}", ctx).status;
    } catch (error) {
      return error instanceof Error && "code" in error ? String(error.code) : String(error);
    }
  });
}

test("one in so many evaluations is done by both, with the same data", () => {
  const [fast, sandbox] = [new Fixed(found("x")), new Fixed(found("x"))];
  const runner = new CheckedRunner(fast, sandbox, 3);
  runner.useData('{"inventory":{}}');
  expect(judgeTimes(runner, 7)).toEqual(Array.from({ length: 7 }, () => "violating"));
  expect([fast.judged, sandbox.judged]).toEqual([7, 2]);
  expect(new Set(sandbox.data)).toEqual(new Set(['{"inventory":{}}']));
});

test("a difference is an error that says so, in another text as in another status", () => {
  for (const other of [found("y"), { status: "compliant" } as const]) {
    const runner = new CheckedRunner(new Fixed(found("x")), new Fixed(other), 2);
    expect(judgeTimes(runner, 4)).toEqual([
      "violating",
      "evaluators_differ",
      "violating",
      "evaluators_differ",
    ]);
  }
});
