import { toInteger } from "./decimal";
import {
  BuiltinError,
  isArray,
  isNumber,
  isObject,
  numberText,
  RegoSet,
  typeName,
  type RecordValue,
  type RegoMap,
  type Value,
} from "./value";

/** What one evaluation gives its built-ins. */
export interface BuiltinContext {
  /** `time.now_ns()`: the same for the whole evaluation, decimal text. */
  readonly nowNs: string;
  /** Answers that must be the same for the same arguments within one evaluation (`uuid.rfc4122`). */
  readonly memo: Map<string, Value>;
  /** Notes of `trace`, kept for whoever runs the rule in the studio. */
  readonly notes: string[];
  /** Whether an error of a built-in ends the evaluation; otherwise the call is undefined. */
  readonly strictErrors: boolean;
}

/**
 * A built-in. Operands that are missing are null.
 *
 * @returns the value, or undefined where the call is undefined
 * @throws BuiltinError, which also makes the call undefined
 */
export type Builtin = (
  ctx: BuiltinContext,
  ...operands: readonly [Value, Value, Value, Value]
) => Value | undefined;

export type Builtins = Readonly<Record<string, Builtin>>;

export function textOperand(value: Value, position: number): string {
  if (typeof value !== "string") throw operandError(value, position, "string");
  return value;
}

export function arrayOperand(value: Value, position: number): readonly Value[] {
  if (!isArray(value)) throw operandError(value, position, "array");
  return value;
}

export function objectOperand(value: Value, position: number): RecordValue | RegoMap {
  if (!isObject(value)) throw operandError(value, position, "object");
  return value;
}

/** The items of an array or a set. */
export function itemsOperand(value: Value, position: number): readonly Value[] {
  if (value instanceof RegoSet) return value.items;
  if (!isArray(value)) throw operandError(value, position, "array or set");
  return value;
}

/** An integer of any size; `1.0` is one. */
export function bigintOperand(value: Value, position: number): bigint {
  const integer = isNumber(value) ? toInteger(numberText(value)) : null;
  if (integer === null) throw operandError(value, position, "integer");
  return integer;
}

/** An integer that fits a double exactly. */
export function integerOperand(value: Value, position: number): number {
  const integer = Number(bigintOperand(value, position));
  if (!Number.isSafeInteger(integer)) throw operandError(value, position, "integer");
  return integer;
}

/** A string, or the strings of an array or a set. */
export function textsOperand(value: Value, position: number): readonly string[] {
  if (typeof value === "string") return [value];
  return itemsOperand(value, position).map((item) => textOperand(item, position));
}

export function operandError(value: Value, position: number, wanted: string): BuiltinError {
  return new BuiltinError(`operand ${position} must be ${wanted} but got ${typeName(value)}`);
}
