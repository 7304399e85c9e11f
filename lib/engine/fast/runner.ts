import type { BuiltinContext } from "../builtins/operands";
import type { RecordValue, Value } from "../builtins/value";
import { EvaluationFailure, toFailure } from "../sandbox/failure";
import type { EntryPoint, FastProgram } from "./program";
import { limitSize } from "./result";
import { BUDGET_MAX, chargeAny, meter } from "./runtime/meter";
import { State } from "./runtime/state";

export interface FastLimits {
  /** Steps that one evaluation may take: rounds of loops, calls, and what built-ins charge. */
  readonly instructionsMax: number;
  /** Cap on a result, in characters of its JSON text or so. */
  readonly resultBytesMax: number;
}

const NO_DATA: RecordValue = {};

/**
 * Evaluates the entry points of a program. Rules that read nothing but the opened object and `data` are computed once
 * for all evaluations of the object. Values that are given to a runner must not be changed afterwards.
 */
export class FastRunner {
  private readonly state = new State();
  private readonly entrypoints: ReadonlyMap<string, EntryPoint>;
  private data: Value = NO_DATA;
  private given: BuiltinContext | null = null;
  private objectGeneration = 0;
  private dataGeneration = 0;
  private bothGeneration = 0;
  private steps = 0;

  constructor(
    program: FastProgram,
    private readonly limits: FastLimits,
  ) {
    this.entrypoints = program.instantiate(this.state);
    this.forgetAll();
  }

  /** Steps that the last evaluation took. */
  get stepsTaken(): number {
    return this.steps;
  }

  /** Sets what `data` is from now on. */
  setData(data: Value): void {
    if (data === this.data) return;
    this.data = data;
    this.dataGeneration = this.state.next();
    this.bothGeneration = this.state.next();
  }

  /** Sets what `input` is from now on, apart from its parameters. */
  openObject(input: RecordValue): void {
    this.state.open(input);
    this.objectGeneration = this.state.next();
    this.bothGeneration = this.state.next();
  }

  /**
   * Evaluates an entry point on the opened object.
   *
   * @param parameters what `input.parameters` is; undefined leaves the object as it is
   * @returns the rule's value, or undefined
   * @throws EvaluationFailure
   */
  evaluate(entrypoint: string, parameters: Value | undefined, ctx: BuiltinContext): Value | undefined {
    this.state.begin(parameters);
    return this.run(entrypoint, this.state.base, this.data, ctx);
  }

  /**
   * Evaluates an entry point on any input, with nothing shared. The runner has no opened object afterwards.
   *
   * @param input undefined where there is none
   * @throws EvaluationFailure
   */
  evaluateQuery(
    entrypoint: string,
    input: Value | undefined,
    data: Value,
    ctx: BuiltinContext,
  ): Value | undefined {
    this.state.open(undefined);
    this.forgetAll();
    this.data = data;
    this.state.begin(undefined);
    return this.run(entrypoint, input, data, ctx);
  }

  /** Lets go of everything that belongs to the opened object and the data. The runner can go on. */
  forget(): void {
    this.state.open(undefined);
    this.data = NO_DATA;
    this.forgetAll();
  }

  private run(
    entrypoint: string,
    input: Value | undefined,
    data: Value,
    ctx: BuiltinContext,
  ): Value | undefined {
    const entry = this.entrypoints.get(entrypoint);
    if (entry === undefined)
      throw new EvaluationFailure("eval_internal_error", `The module has no entry point ${entrypoint}.`);
    this.useContext(ctx);
    const budget = Math.min(this.limits.instructionsMax, BUDGET_MAX);
    meter.left = budget;
    const { state } = this;
    state.data = data;
    // Set anew each time: an evaluation that was aborted inside a `with` has left others.
    state.objectGeneration = this.objectGeneration;
    state.dataGeneration = this.dataGeneration;
    state.bothGeneration = this.bothGeneration;
    try {
      const result = entry(input, data);
      if (result !== undefined) limitSize(result, this.limits.resultBytesMax);
      return result;
    } catch (cause) {
      throw toFailure(cause);
    } finally {
      this.steps = budget - meter.left;
      meter.left = BUDGET_MAX;
    }
  }

  private useContext(ctx: BuiltinContext): void {
    if (ctx === this.given) return;
    if (ctx.strictErrors !== this.given?.strictErrors) {
      this.state.constantGeneration = this.state.next();
      this.forgetAll();
    }
    this.given = ctx;
    this.state.ctx = {
      nowNs: ctx.nowNs,
      memo: ctx.memo,
      notes: ctx.notes,
      strictErrors: ctx.strictErrors,
      charge: chargeAny,
      ...(ctx.parseModule !== undefined && { parseModule: ctx.parseModule }),
    };
  }

  private forgetAll(): void {
    this.objectGeneration = this.state.next();
    this.dataGeneration = this.state.next();
    this.bothGeneration = this.state.next();
  }
}
