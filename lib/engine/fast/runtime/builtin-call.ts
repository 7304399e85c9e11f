import type { Builtin, BuiltinContext } from "../../builtins/operands";
import { findBuiltin } from "../../builtins/registry";
import { BuiltinError, RegoMap, RegoSet, type Value } from "../../builtins/value";
import { EvaluationFailure } from "../../sandbox/failure";
import { charge } from "./meter";
import { isList } from "./shape";
import type { State } from "./state";

/** A built-in as generated code holds it. `run` is undefined for one that this engine does not have. */
export interface BoundBuiltin {
  readonly name: string;
  readonly run: Builtin | undefined;
}

/** log₂ of the characters that count as one unit of work. Units are whole: a fraction would slow the counter down. */
const CHARACTERS_SHIFT = 4;

export function bindBuiltin(name: string): BoundBuiltin {
  return { name, run: findBuiltin(name) };
}

/**
 * Calls a built-in. Its operands' and its answer's sizes are charged to the budget; what it does beyond them, it charges
 * itself.
 *
 * @returns undefined where the call is undefined
 */
export function callBuiltin(
  state: State,
  { name, run }: BoundBuiltin,
  a: Value = null,
  b: Value = null,
  c: Value = null,
  d: Value = null,
): Value | undefined {
  if (run === undefined)
    throw new EvaluationFailure(
      "eval_builtin_error",
      `The built-in ${name} is not supported by this engine.`,
    );
  charge(1 + sizeOf(a) + sizeOf(b) + sizeOf(c));
  try {
    const result = run(state.ctx, a, b, c, d);
    if (result !== undefined) charge(sizeOf(result));
    return result;
  } catch (cause) {
    if (!(cause instanceof BuiltinError)) throw cause;
    return fail(state.ctx, name, cause);
  }
}

function fail(ctx: BuiltinContext, name: string, cause: BuiltinError): Value | undefined {
  if (ctx.strictErrors) throw new EvaluationFailure(cause.code, `${name}: ${cause.message}`);
  return undefined;
}

function sizeOf(value: Value): number {
  if (typeof value === "string") return value.length >> CHARACTERS_SHIFT;
  if (isList(value)) return value.length;
  return value instanceof RegoSet ? value.size : value instanceof RegoMap ? value.entries.length : 0;
}
