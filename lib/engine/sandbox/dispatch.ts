import { BuiltinError, type Value } from "../builtins/value";
import type { Builtin, BuiltinContext } from "../builtins/operands";
import { createLru } from "../builtins/lru";
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

/** Built-ins that answer the same operands in the same way for ever. */
const REMEMBERED =
  /^(sprintf|json\.(is_valid|marshal|unmarshal)|(regex|semver|units|glob|base64|base64url|hex|object|strings|net\.cidr)[._].+|time\.(parse_\w+|format|date|clock|weekday|add_date|diff))$/;
const ANSWERS_MAX = 5000;
/** Characters of a call, and of its answer, that are remembered. */
const TEXT_MAX = 1024;
/** Text of a call to the text of its answer, for all sandboxes of the thread: names, images and messages come again. */
const answers = createLru<string>(ANSWERS_MAX);

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
    const texts = operands.map((operand) => store.dumpValue(operand));
    // The text of a value tells where it ends.
    const key = builtin.isRemembered ? `${builtin.name} ${texts.join(" ")}` : "";
    const known = builtin.isRemembered ? answers.get(key) : undefined;
    if (known !== undefined) return store.parseValue(known);
    const [a = null, b = null, c = null, d = null] = texts.map(decodeValue);
    const result = call(builtin, builtinContext(), [a, b, c, d]);
    if (result === undefined) return UNDEFINED;
    const text = encodeValue(result);
    if (builtin.isRemembered && key.length <= TEXT_MAX && text.length <= TEXT_MAX) answers.set(key, text);
    return store.parseValue(text);
  };
}

interface NamedBuiltin {
  readonly name: string;
  readonly run: Builtin;
  readonly isRemembered: boolean;
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
    table.set(id, { name, run: builtin, isRemembered: REMEMBERED.test(name) });
  }
  return table;
}
