import type { BuiltinContext } from "../builtins/operands";
import type { RecordValue, Value } from "../builtins/value";
import { FastProgram, FastRunner } from "../fast";
import { EvaluationFailure } from "../sandbox/failure";
import { valueToText } from "../value-json";
import { buildPlan, type Example } from "./plan";

const limits = { instructionsMax: 200_000, resultBytesMax: 100_000 };

/** An object with a member of its own that is called like the parameters. */
export const object: RecordValue = {
  kind: "Deployment",
  parameters: "its own",
  spec: { n: 1, list: ["a", "b"] },
};

/** With this OPA: rules of package `a` as an example to ask it about, and as a runner with little to spend. */
export function testRules(opaPath = "opa") {
  const exampleOf = (rego: string): Example => ({
    opaPath,
    version: "v1",
    modules: { "a.rego": `package a\n${rego}` },
  });
  const runnerOf = (rego: string, rules: readonly string[] = ["p"]): FastRunner => {
    const plan = buildPlan(
      exampleOf(rego),
      rules.map((rule) => `a/${rule}`),
    );
    return new FastRunner(FastProgram.compile(plan), limits);
  };
  return { exampleOf, runnerOf };
}

export function context(strictErrors = false): BuiltinContext {
  return { nowNs: "1", memo: new Map(), notes: [], strictErrors };
}

export function text(value: Value | undefined): string {
  return value === undefined ? "undefined" : valueToText(value);
}

/** The code that the work fails with, or `none`. */
export function failureOf(work: () => unknown): string {
  try {
    work();
  } catch (cause) {
    if (cause instanceof EvaluationFailure) return cause.code;
    throw cause;
  }
  return "none";
}
