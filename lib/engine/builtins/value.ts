/**
 * A Rego value on the host's side. JSON values are themselves (an object with string keys is a plain object whose own
 * properties count, so parsed JSON needs no conversion); sets, objects with other keys, and numbers that a double does
 * not hold exactly have classes of their own.
 */
export type Value =
  null | boolean | number | string | ExactNumber | readonly Value[] | RegoSet | RegoMap | RecordValue;

export interface RecordValue {
  readonly [key: string]: Value;
}

/** A number whose JSON text JavaScript would print otherwise: `1.0`, `1e3`, integers beyond 2^53. */
export class ExactNumber {
  constructor(readonly text: string) {}
}

/** A set. `items` are distinct and sorted by `compareValues`. */
export class RegoSet {
  readonly #sorted: readonly Value[];

  constructor(items: readonly Value[]) {
    this.#sorted = items;
  }

  /** Subclasses sort when they are asked, so that building a set costs no order. */
  get items(): readonly Value[] {
    return this.#sorted;
  }

  get size(): number {
    return this.#sorted.length;
  }
}

/** An object with at least one key that is not a string. `entries` are sorted by key, keys distinct. */
export class RegoMap {
  readonly #sorted: readonly (readonly [Value, Value])[];

  constructor(entries: readonly (readonly [Value, Value])[]) {
    this.#sorted = entries;
  }

  get entries(): readonly (readonly [Value, Value])[] {
    return this.#sorted;
  }
}

/** Thrown by a built-in. OPA's rule applies: the call is undefined, the evaluation goes on. */
export class BuiltinError extends Error {
  override readonly name: string = "BuiltinError";
  /** What OPA calls the error where errors of built-ins end the evaluation. */
  readonly code: "eval_builtin_error" | "eval_type_error" = "eval_builtin_error";

  /** Part of the normal flow, where nobody reads the stack and collecting it would cost more than the call. */
  constructor(message: string) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = limit;
  }
}

/** An operand that a built-in does not take. OPA reports it as a type error. */
export class OperandError extends BuiltinError {
  override readonly name = "OperandError";
  override readonly code = "eval_type_error";
}

/** Thrown by a built-in whose answer would be too large to make. Unlike `BuiltinError` it ends the evaluation. */
export class BuiltinLimit extends Error {
  override readonly name = "BuiltinLimit";
}

export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isNumber(value: Value): value is number | ExactNumber {
  return typeof value === "number" || value instanceof ExactNumber;
}

/** True for objects of both kinds. */
export function isObject(value: Value): value is RecordValue | RegoMap {
  return (
    typeof value === "object" &&
    value !== null &&
    !isArray(value) &&
    !(value instanceof RegoSet) &&
    !(value instanceof ExactNumber)
  );
}

/** The number that JSON writes as `text`. */
export function numberFromText(text: string): number | ExactNumber {
  const value = Number(text);
  return String(value) === text ? value : new ExactNumber(text);
}

/** The JSON text of a number, as OPA keeps it. */
export function numberText(value: number | ExactNumber): string {
  return typeof value === "number" ? String(value) : value.text;
}

/** The own property, or undefined. Works for both kinds of objects if the key is a string. */
export function getField(value: RecordValue | RegoMap, key: string): Value | undefined {
  if (value instanceof RegoMap) return value.entries.find((entry) => entry[0] === key)?.[1];
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** OPA's word for a value's type. */
export function typeName(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return "string";
  if (isNumber(value)) return "number";
  if (isArray(value)) return "array";
  return value instanceof RegoSet ? "set" : "object";
}
