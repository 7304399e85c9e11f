import type { BuiltinContext } from "../builtins/operands";
import type { RecordValue, Value } from "../builtins/value";
import { FastRunner as PlanRunner, parseInput, type FastLimits, type FastProgram } from "../fast";
import { EvaluationFailure } from "../sandbox/failure";
import type { Outcome } from "../types";
import { readOutcomeValue } from "./occurrences";
import type { Runner } from "./runner";

const NO_DATA = "{}";
/** Parameters of policies that are kept parsed. */
const PARAMETERS_MAX = 4096;

/**
 * Evaluates the units of one module by their plan. An object is parsed once and all policies of the module run on it,
 * sharing the helper rules that do not depend on parameters.
 */
export class FastRunner implements Runner {
  private readonly runner: PlanRunner;
  private readonly parameters = new Map<string, Value>();
  private dataText = NO_DATA;
  private object: { readonly json: string; readonly suffix: string } | null = null;

  constructor(program: FastProgram, limits: FastLimits) {
    this.runner = new PlanRunner(program, limits);
  }

  get memoryBytes(): number {
    return this.dataText.length + (this.object?.json.length ?? 0);
  }

  useData(text: string): void {
    if (text === this.dataText) return;
    this.runner.setData(parse(text, "The data"));
    this.dataText = text;
  }

  judge(
    entrypoint: string,
    entityJson: string,
    suffix: string,
    parametersJson: string,
    ctx: BuiltinContext,
  ): Outcome {
    if (this.object?.json !== entityJson || this.object.suffix !== suffix) this.open(entityJson, suffix);
    return readOutcomeValue(this.runner.evaluate(entrypoint, this.parametersOf(parametersJson), ctx));
  }

  discard(): void {
    this.runner.forget();
    this.dataText = NO_DATA;
    this.object = null;
  }

  private open(json: string, suffix: string): void {
    this.object = null;
    const text = suffix === "" ? json : `${json.slice(0, -1)}${suffix}}`;
    this.runner.openObject(parse(text, "The entity"));
    this.object = { json, suffix };
  }

  private parametersOf(text: string): Value {
    const known = this.parameters.get(text);
    if (known !== undefined) return known;
    const value = parseInput(text);
    if (this.parameters.size >= PARAMETERS_MAX) this.parameters.clear();
    this.parameters.set(text, value);
    return value;
  }
}

function parse(text: string, what: string): RecordValue {
  let value: Value;
  try {
    value = parseInput(text);
  } catch {
    throw new EvaluationFailure("invalid_input", `${what} is not valid JSON.`);
  }
  if (!text.startsWith("{") || !isRecord(value))
    throw new EvaluationFailure("invalid_input", `${what} is not a JSON object.`);
  return value;
}

/** Of a text that starts with a brace, `JSON.parse` makes nothing else. */
function isRecord(value: Value): value is RecordValue {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
