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
 * Entities that are judged by one policy before the next one's turn: the code of a policy stays in the core's cache for
 * all of them. Their values must fit there too.
 */
const OPEN_MAX = { entities: 16, characters: 256 * 1024 };

interface OpenEntity {
  readonly json: string;
  readonly suffix: string;
}

/**
 * Evaluates the units of one module by their plan. An object is parsed once and all policies of the module run on it,
 * sharing the helper rules that do not depend on parameters.
 */
export class FastRunner implements Runner {
  readonly openMax = OPEN_MAX;
  private readonly runner: PlanRunner;
  private readonly parameters = new Map<string, Value>();
  private dataText = NO_DATA;
  /** By slot of the evaluator. */
  private readonly open: OpenEntity[] = [];
  private openCharacters = 0;
  private slot = 0;

  constructor(program: FastProgram, limits: FastLimits) {
    this.runner = new PlanRunner(program, limits);
  }

  get memoryBytes(): number {
    return this.dataText.length + this.openCharacters;
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
    this.useEntity(entityJson, suffix);
    return readOutcomeValue(this.runner.evaluate(entrypoint, this.parametersOf(parametersJson), ctx));
  }

  discard(): void {
    this.runner.forget();
    this.dataText = NO_DATA;
    this.closeAll();
  }

  /** Entities mostly come round in the order in which they were opened. */
  private useEntity(json: string, suffix: string): void {
    const { open } = this;
    for (let tried = 0; tried < open.length; tried++) {
      const slot = (this.slot + tried) % open.length;
      const entity = open[slot];
      if (entity?.json !== json || entity.suffix !== suffix) continue;
      this.slot = slot + 1;
      this.runner.useObject(slot);
      return;
    }
    this.openEntity(json, suffix);
  }

  private openEntity(json: string, suffix: string): void {
    const { entities, characters } = OPEN_MAX;
    if (this.open.length >= entities || this.openCharacters + json.length > characters) this.closeAll();
    const text = suffix === "" ? json : `${json.slice(0, -1)}${suffix}}`;
    this.runner.openObject(parse(text, "The entity"), this.open.length);
    this.openCharacters += json.length;
    this.slot = this.open.push({ json, suffix });
  }

  /** The evaluator's slots are taken again one by one. */
  private closeAll(): void {
    this.open.length = 0;
    this.openCharacters = 0;
    this.slot = 0;
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
