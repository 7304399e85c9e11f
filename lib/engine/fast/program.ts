import { limitItems } from "../builtins/operands";
import { findBuiltin } from "../builtins/registry";
import { numberFromText, type Value } from "../builtins/value";
import { readPlan } from "./plan/read-plan";
import type { Program } from "./plan/ir";
import { FastRefusal } from "./plan/refusal";
import { writeProgram, type ProgramText, type RUNTIME_NAMES } from "./emit/program-text";
import { dot, dotRest, dotStored, dotText, lengthOf, scanKeys, scanValue } from "./runtime/access";
import { bindBuiltin, callBuiltin, type BoundBuiltin } from "./runtime/builtin-call";
import { added, NO_MEMBERS, setOf } from "./runtime/built-set";
import { CallMemo, Remembered } from "./runtime/call-memo";
import type { FrameSize } from "./runtime/frame";
import { exhausted, meter } from "./runtime/meter";
import { addTo, insert, insertOnce, merge, objectGet, own, upsert, varConflict } from "./runtime/objects";
import * as operators from "./runtime/operators";
import { find, pathTree, type PathTree } from "./runtime/paths";
import * as texts from "./runtime/texts";
import { same } from "./runtime/same";
import type { State } from "./runtime/state";

/** Evaluates one entry point. */
export type EntryPoint = (input: Value | undefined, data: Value | undefined) => Value | undefined;

type Runtime = Readonly<Record<(typeof RUNTIME_NAMES)[number], unknown>>;

type Factory = (
  runtime: Runtime,
  state: State,
  budget: { left: number },
  values: readonly Value[],
  builtins: readonly BoundBuiltin[],
  paths: PathTree,
) => readonly EntryPoint[];

const runtime: Runtime = {
  ...operators,
  ...texts,
  CallMemo,
  NO_MEMBERS,
  Remembered,
  added,
  addTo,
  call: callBuiltin,
  dot,
  dotRest,
  dotStored,
  dotText,
  exhausted,
  find,
  insert,
  insertOnce,
  lengthOf,
  limitItems,
  merge,
  numberFromText,
  objectGet,
  own,
  same,
  scanKeys,
  scanValue,
  setOf,
  upsert,
  varConflict,
};

/** A plan of OPA's as JavaScript. Made once for a module; any number of runners may use it. */
export class FastProgram {
  /** Built-ins that the plan calls and this engine does not have. */
  readonly missingBuiltins: readonly string[];

  private constructor(
    /** Names such as `a/b/violation`, in the plan's order. */
    readonly entrypoints: readonly string[],
    /** Generated code, for tests and for looking at it. */
    readonly source: string,
    /** What a runner holds for each opened object. */
    readonly frame: FrameSize,
    private readonly create: (state: State) => readonly EntryPoint[],
    builtinNames: readonly string[],
  ) {
    this.missingBuiltins = builtinNames.filter(
      (name) => !isOperator(name) && findBuiltin(name) === undefined,
    );
  }

  /**
   * Validates a plan and compiles it.
   *
   * @param planJson JSON text of the `plan.json` that `opa build -t plan` writes
   * @throws FastRefusal for a plan that this evaluator does not run
   */
  static compile(planJson: string): FastProgram {
    const { program, source, values, frame } = writeOrRefuse(planJson);
    const factory = compileSource(source);
    const names = program.builtins.map(({ name }) => name);
    const builtins = names.map(bindBuiltin);
    const paths = pathTree(program.functions.map(({ path, params }) => (params.length === 2 ? path : null)));
    const create = (state: State): readonly EntryPoint[] =>
      factory(runtime, state, meter, values, builtins, paths);
    return new FastProgram(
      program.plans.map((plan) => plan.name),
      source,
      frame,
      create,
      names,
    );
  }

  /** The entry points, bound to a runner's state. */
  instantiate(state: State): ReadonlyMap<string, EntryPoint> {
    const functions = this.create(state);
    return new Map(
      this.entrypoints.flatMap((name, index) => {
        const entry = functions[index];
        return entry === undefined ? [] : [[name, entry] as const];
      }),
    );
  }
}

const OPERATORS: ReadonlySet<string> = new Set([
  "eq",
  "equal",
  "neq",
  "lt",
  "lte",
  "gt",
  "gte",
  "internal.member_2",
  "internal.member_3",
]);

/** Built-ins that generated code never calls, because it answers them itself. */
function isOperator(name: string): boolean {
  return OPERATORS.has(name) || name.startsWith("is_");
}

function writeOrRefuse(planJson: string): ProgramText & { readonly program: Program } {
  try {
    const program = readPlan(planJson);
    return { program, ...writeProgram(program) };
  } catch (cause) {
    if (cause instanceof RangeError) throw new FastRefusal("The plan is nested too deep.", { cause });
    throw cause;
  }
}

/**
 * The one place where text becomes code. The text is safe because `writeProgram` makes it of fixed words, integers that
 * were validated, and strings written by `JSON.stringify`; nothing else of a plan gets into it.
 */
function compileSource(source: string): Factory {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/consistent-type-assertions -- see above; the text ends in `return [entry points]`
    return new Function("R", "S", "M", "K", "B", "T", source) as Factory;
  } catch (cause) {
    throw new FastRefusal("The plan could not be compiled.", { cause });
  }
}
