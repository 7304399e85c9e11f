import { expect, test } from "vitest";
import { EvaluationFailure } from "../sandbox/failure";
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

/** Fails always in the same way. */
class Failing extends Fixed {
  constructor(private readonly code: "memory_limit" | "eval_internal_error") {
    super({ status: "compliant" });
  }

  override judge(): Outcome {
    super.judge();
    throw new EvaluationFailure(this.code, "It does not work.");
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

test("where the sandbox lacks memory the answer counts; any other failure of it is an error", () => {
  const fast = new Fixed(found("x"));
  expect(judgeTimes(new CheckedRunner(fast, new Failing("memory_limit"), 1), 2)).toEqual([
    "violating",
    "violating",
  ]);
  expect(judgeTimes(new CheckedRunner(fast, new Failing("eval_internal_error"), 1), 1)).toEqual([
    "eval_internal_error",
  ]);
});

test("with an inventory that is very large nothing is checked until there is another", () => {
  const [fast, sandbox] = [new Fixed(found("x")), new Fixed(found("x"))];
  const runner = new CheckedRunner(fast, sandbox, 2);
  runner.useData(`{"inventory":"${"x".repeat(5 * 1024 * 1024)}"}`);
  judgeTimes(runner, 5);
  expect(sandbox.judged).toBe(0);
  runner.useData("{}");
  judgeTimes(runner, 1);
  expect([fast.judged, sandbox.judged]).toEqual([6, 1]);
});
