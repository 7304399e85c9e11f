import { BuiltinError, isArray, type Value } from "../builtins/value";
import type { Builtin, BuiltinContext } from "../builtins/operands";
import { createLru } from "../builtins/lru";
import { findBuiltin } from "../builtins/registry";
import { encodeValue } from "../builtins/value-text";
import { EvaluationFailure } from "./failure";
import { strictFunctions } from "./library-functions";
import type { Address } from "./address";

/** The part of a sandbox that calls of built-ins need. */
interface ValueStore {
  builtinIds(): ReadonlyMap<string, number>;
  readValue(address: Address): Value;
  parseValue(text: string): Address;
  booleanValue(value: boolean): Address;
}

/** The module's imports by which it calls built-ins of the host, by their number of operands. */
interface Dispatch {
  opa_builtin0(id: number, reserved: number): Address;
  opa_builtin1(id: number, reserved: number, a: Address): Address;
  opa_builtin2(id: number, reserved: number, a: Address, b: Address): Address;
  opa_builtin3(id: number, reserved: number, a: Address, b: Address, c: Address): Address;
  opa_builtin4(id: number, reserved: number, a: Address, b: Address, c: Address, d: Address): Address;
}

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

/** Which built-in an id means is read from the module at its first call. */
export function createDispatch(store: ValueStore, builtinContext: () => BuiltinContext): Dispatch {
  let table: ReadonlyMap<number, NamedBuiltin> | undefined;
  const find = (id: number): NamedBuiltin => {
    table ??= readTable(store);
    const builtin = table.get(id);
    if (builtin !== undefined) return builtin;
    throw new EvaluationFailure("eval_builtin_error", `The module calls an unknown built-in (${id}).`);
  };
  const read = (address: Address): Value => store.readValue(address);
  const answer = (builtin: NamedBuiltin, operandsKey: string, ...operands: Operands): Address => {
    const isRemembered = builtin.isRemembered && operandsKey.length <= TEXT_MAX;
    const key = isRemembered ? `${builtin.name} ${operandsKey}` : "";
    const known = isRemembered ? answers.get(key) : undefined;
    if (known !== undefined) return store.parseValue(known);
    const result = call(builtin, builtinContext(), operands);
    if (result === undefined) return UNDEFINED;
    if (typeof result === "boolean") return store.booleanValue(result);
    const text = encodeValue(result);
    if (isRemembered && text.length <= TEXT_MAX) answers.set(key, text);
    return store.parseValue(text);
  };
  // One function for each number of operands: what every built-in of every rule goes through makes no lists.
  return {
    opa_builtin0: (id) => answer(find(id), "", null, null, null, null),
    opa_builtin1: (id, _reserved, a) => {
      const builtin = find(id);
      const first = read(a);
      const key = builtin.isRemembered ? keyOf(first) : "";
      return answer(builtin, key, first, null, null, null);
    },
    opa_builtin2: (id, _reserved, a, b) => {
      const builtin = find(id);
      const [first, second] = [read(a), read(b)];
      const key = builtin.isRemembered ? keyOf(first) + keyOf(second) : "";
      return answer(builtin, key, first, second, null, null);
    },
    opa_builtin3: (id, _reserved, a, b, c) => {
      const builtin = find(id);
      const [first, second, third] = [read(a), read(b), read(c)];
      const key = builtin.isRemembered ? keyOf(first) + keyOf(second) + keyOf(third) : "";
      return answer(builtin, key, first, second, third, null);
    },
    opa_builtin4: (id, _reserved, a, b, c, d) => {
      const builtin = find(id);
      const [first, second, third, fourth] = [read(a), read(b), read(c), read(d)];
      const key = builtin.isRemembered ? keyOf(first) + keyOf(second) + keyOf(third) + keyOf(fourth) : "";
      return answer(builtin, key, first, second, third, fourth);
    },
  };
}

/** A text that only the same value has, whatever stands behind it. */
function keyOf(value: Value): string {
  if (typeof value === "string") return `${value.length}"${value}`;
  if (!isArray(value)) return `${encodeValue(value)} `;
  let key = `${value.length}[`;
  for (const item of value) key += keyOf(item);
  return key;
}

type Operands = readonly [Value, Value, Value, Value];

interface NamedBuiltin {
  readonly name: string;
  readonly run: Builtin;
  readonly isRemembered: boolean;
}

function call({ name, run }: NamedBuiltin, ctx: BuiltinContext, operands: Operands): Value | undefined {
  try {
    return run(ctx, ...operands);
  } catch (cause) {
    if (!(cause instanceof BuiltinError)) throw cause;
    if (ctx.strictErrors) throw new EvaluationFailure(cause.code, `${name}: ${cause.message}`);
    return undefined;
  }
}

function readTable(store: ValueStore): ReadonlyMap<number, NamedBuiltin> {
  const replaced = strictFunctions.map(({ builtin, id }) => [builtin, id] as const);
  const table = new Map<number, NamedBuiltin>();
  for (const [name, id] of [...store.builtinIds(), ...replaced]) {
    const builtin = findBuiltin(name);
    if (builtin === undefined)
      throw new EvaluationFailure(
        "eval_builtin_error",
        `The built-in ${name} is not supported by this engine.`,
      );
    table.set(id, { name, run: builtin, isRemembered: name !== "regex.match" && REMEMBERED.test(name) });
  }
  return table;
}
