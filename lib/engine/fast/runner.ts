import type { BuiltinContext } from "../builtins/operands";
import type { RecordValue, Value } from "../builtins/value";
import { EvaluationFailure, toFailure } from "../sandbox/failure";
import type { EntryPoint, FastProgram } from "./program";
import { limitSize } from "./result";
import { BUDGET_MAX, chargeAny, meter } from "./runtime/meter";
import { Frame } from "./runtime/frame";
import { State } from "./runtime/state";

export interface FastLimits {
  /** Steps that one evaluation may take: rounds of loops, calls, and what built-ins charge. */
  readonly instructionsMax: number;
  /** Cap on a result, in characters of its JSON text or so. */
  readonly resultBytesMax: number;
}

const NO_DATA: RecordValue = {};

/** An object that evaluations can go back to. */
interface Opened {
  readonly frame: Frame;
  input: RecordValue | undefined;
  generation: number;
  bothGeneration: number;
}

/**
 * Evaluates the entry points of a program. Rules that read nothing but the opened object and `data` are computed once
 * for all evaluations of the object, also where others are opened in between, each in a slot of its own. Values that are given to a runner must not be changed afterwards.
 */
export class FastRunner {
  private readonly state: State;
  private readonly entrypoints: ReadonlyMap<string, EntryPoint>;
  private data: Value = NO_DATA;
  private given: BuiltinContext | null = null;
  private readonly slots: Opened[] = [];
  private opened: Opened;
  private dataGeneration = 0;
  private steps = 0;

  constructor(
    private readonly program: FastProgram,
    private readonly limits: FastLimits,
  ) {
    this.opened = { frame: new Frame(program.frame), input: undefined, generation: 0, bothGeneration: 0 };
    this.slots.push(this.opened);
    this.state = new State(this.opened.frame);
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
    for (const slot of this.slots) slot.bothGeneration = this.state.next();
  }

  /**
   * Sets what `input` is from now on, apart from its parameters.
   *
   * @param slot the object takes the place of the one that was opened there; small whole numbers
   */
  openObject(input: RecordValue, slot = 0): void {
    const opened = this.slot(slot);
    opened.input = input;
    renew(opened, this.state);
    this.useObject(slot);
  }

  /** Goes back to the object that was opened in the slot. */
  useObject(slot: number): void {
    this.opened = this.slot(slot);
    this.state.open(this.opened.input, this.opened.frame);
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
    this.openNothing();
    this.data = data;
    this.state.begin(undefined);
    return this.run(entrypoint, input, data, ctx);
  }

  /** Lets go of everything that belongs to the opened object and the data. The runner can go on. */
  forget(): void {
    this.slots.length = 0;
    this.openNothing();
    this.data = NO_DATA;
  }

  private openNothing(): void {
    this.slot(0).input = undefined;
    this.useObject(0);
    this.forgetAll();
  }

  private slot(index: number): Opened {
    const known = this.slots[index];
    if (known !== undefined) return known;
    const opened = {
      frame: new Frame(this.program.frame),
      input: undefined,
      generation: 0,
      bothGeneration: 0,
    };
    renew(opened, this.state);
    this.slots[index] = opened;
    return opened;
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
    const { state, opened } = this;
    state.data = data;
    // Set anew each time: an evaluation that was aborted inside a `with` has left others.
    state.objectGeneration = opened.generation;
    state.dataGeneration = this.dataGeneration;
    state.bothGeneration = opened.bothGeneration;
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
    for (const slot of this.slots) renew(slot, this.state);
    this.dataGeneration = this.state.next();
    this.state.forgetParameters();
  }
}

/** Forgets what was computed for the object. */
function renew(opened: Opened, state: State): void {
  opened.generation = state.next();
  opened.bothGeneration = state.next();
}
