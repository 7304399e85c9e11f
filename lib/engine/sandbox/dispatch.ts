import { BuiltinError, type Value } from "../builtins/value";
import type { Builtin, BuiltinContext } from "../builtins/operands";
import { findBuiltin } from "../builtins/registry";
import { decodeValue, encodeValue } from "../builtins/value-text";
import { EvaluationFailure } from "./failure";
import type { Address } from "./address";

/** The part of a sandbox that calls of built-ins need. */
interface ValueStore {
  builtinIds(): ReadonlyMap<string, number>;
  dumpValue(address: Address): string;
  parseValue(text: string): Address;
}

type Dispatch = (id: number, reserved: number, ...operands: Address[]) => Address;

/** Where a call is undefined. */
const UNDEFINED: Address = 0;

/**
 * The function behind the module's imports `opa_builtin0` … `opa_builtin4`. Which built-in an id means is read from the
 * module at its first call.
 */
export function createDispatch(store: ValueStore, builtinContext: () => BuiltinContext): Dispatch {
  let table: ReadonlyMap<number, NamedBuiltin> | undefined;
  return (id, _reserved, ...operands) => {
    table ??= readTable(store);
    const builtin = table.get(id);
    if (builtin === undefined)
      throw new EvaluationFailure("eval_builtin_error", `The module calls an unknown built-in (${id}).`);
    const [a = null, b = null, c = null, d = null] = operands.map((operand) =>
      decodeValue(store.dumpValue(operand)),
    );
    const result = call(builtin, builtinContext(), [a, b, c, d]);
    return result === undefined ? UNDEFINED : store.parseValue(encodeValue(result));
  };
}

interface NamedBuiltin {
  readonly name: string;
  readonly run: Builtin;
}

function call(
  { name, run }: NamedBuiltin,
  ctx: BuiltinContext,
  operands: readonly [Value, Value, Value, Value],
): Value | undefined {
  try {
    return run(ctx, ...operands);
  } catch (cause) {
    if (!(cause instanceof BuiltinError)) throw cause;
    if (ctx.strictErrors) throw new EvaluationFailure(cause.code, `${name}: ${cause.message}`);
    return undefined;
  }
}

function readTable(store: ValueStore): ReadonlyMap<number, NamedBuiltin> {
  const table = new Map<number, NamedBuiltin>();
  for (const [name, id] of store.builtinIds()) {
    const builtin = findBuiltin(name);
    if (builtin === undefined)
      throw new EvaluationFailure(
        "eval_builtin_error",
        `The built-in ${name} is not supported by this engine.`,
      );
    table.set(id, { name, run: builtin });
  }
  return table;
}
