import { canonicalJson } from "../../domain/json";
import type { BuiltinContext } from "../builtins/operands";
import { EvaluationFailure } from "../sandbox/failure";
import type { Outcome } from "../types";
import type { OpenMax, Runner } from "./runner";

/** Characters of inventory that an evaluation may read to be checked: the sandbox would spend its time and memory on reading more. */
const CHECKED_DATA_MAX = 4 * 1024 * 1024;

/**
 * Judges with the fast evaluator and, once in so many evaluations, with the sandbox as well. Where the two differ the
 * evaluation is an error that says so: neither answer can be trusted. Where the sandbox has not the memory that it takes,
 * there is nothing to compare.
 */
export class CheckedRunner implements Runner {
  private untilCheck: number;
  private dataText = "{}";

  constructor(
    private readonly fast: Runner,
    private readonly sandbox: Runner,
    private readonly checkEvery: number,
  ) {
    this.untilCheck = checkEvery;
  }

  get openMax(): OpenMax {
    return this.fast.openMax;
  }

  get memoryBytes(): number {
    return this.fast.memoryBytes + this.sandbox.memoryBytes;
  }

  useData(text: string): void {
    this.dataText = text;
    this.fast.useData(text);
  }

  judge(
    entrypoint: string,
    entityJson: string,
    suffix: string,
    parametersJson: string,
    ctx: BuiltinContext,
  ): Outcome {
    const outcome = this.fast.judge(entrypoint, entityJson, suffix, parametersJson, ctx);
    this.untilCheck -= 1;
    if (this.untilCheck > 0) return outcome;
    // A check that is left out because of its data is made up for with the next one.
    if (this.dataText.length > CHECKED_DATA_MAX) return outcome;
    this.untilCheck = this.checkEvery;
    const checked = this.check(entrypoint, entityJson, suffix, parametersJson, ctx);
    if (checked === null || textOf(outcome) === textOf(checked)) return outcome;
    throw new EvaluationFailure(
      "evaluators_differ",
      "The two evaluators gave different answers, so neither is shown. Please report this template and entity.",
    );
  }

  private check(...evaluation: Parameters<Runner["judge"]>): Outcome | null {
    try {
      this.sandbox.useData(this.dataText);
      return this.sandbox.judge(...evaluation);
    } catch (cause) {
      if (cause instanceof EvaluationFailure && cause.code === "memory_limit") return null;
      throw cause;
    }
  }

  discard(): void {
    this.fast.discard();
    this.sandbox.discard();
    this.dataText = "{}";
  }
}

function textOf(outcome: Outcome): string {
  return outcome.status === "violating"
    ? outcome.occurrences
        .map(({ details, ...rest }) => canonicalJson({ ...rest, details: { ...details } }))
        .join("\n")
    : outcome.status;
}
