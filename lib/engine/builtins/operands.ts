import { toInteger, toMachineInteger } from "./decimal";
import {
  BuiltinLimit,
  isArray,
  isNumber,
  isObject,
  numberText,
  OperandError,
  RegoSet,
  typeName,
  type ExactNumber,
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
  /**
   * Takes `units` of work from the evaluation's budget. Called by built-ins whose work is not in proportion to the
   * size of their operands; about one unit for each value or ten characters they make.
   */
  readonly charge?: (units: number) => void;
  /** OPA's own parser, which runs outside of the thread that waits here. */
  readonly parseModule?: ParseModule;
}

/**
 * Parses a module of Rego.
 *
 * @param fileName a name for messages; no file is read
 */
export type ParseModule = (fileName: string, rego: string) => ParseAnswer;

/** `json` is the text of the syntax tree; `refused` is a syntax error, `stopped` a limit, `failed` a fault of the machine. */
export type ParseAnswer =
  | { readonly status: "parsed"; readonly json: string }
  | { readonly status: "refused" | "stopped" | "failed"; readonly message: string };

/** Characters of a text that one call may make. */
export const TEXT_MAX = 16 * 1024 * 1024;
/**
 * Items of a list that an evaluation may make. Its memory stays under what a thread may allocate at once when its heap is
 * nearly full: beyond that V8 ends the process instead of the thread.
 */
export const ITEMS_MAX = 1_000_000;
/** The same for a set, which needs a table as well. */
export const MEMBERS_MAX = 250_000;

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

export function setOperand(value: Value, position: number): RegoSet {
  if (!(value instanceof RegoSet)) throw operandError(value, position, "set");
  return value;
}

export function numberOperand(value: Value, position: number): number | ExactNumber {
  if (!isNumber(value)) throw operandError(value, position, "number");
  return value;
}

/** The items of an array or a set. `wanted` is how OPA lists the two in its error. */
export function itemsOperand(
  value: Value,
  position: number,
  wanted: readonly [string, ...string[]] = ["set", "array"],
): readonly Value[] {
  if (isArray(value)) return value;
  if (value instanceof RegoSet) return value.items;
  throw operandError(value, position, ...wanted);
}

/** An integer of any size; `1.0` is one. */
export function bigintOperand(value: Value, position: number): bigint {
  if (!isNumber(value)) throw operandError(value, position, "integer");
  if (Number.isSafeInteger(value)) return BigInt(Number(value));
  const integer = toInteger(numberText(value));
  if (integer === null) throw notInteger(position);
  return integer;
}

/** An integer that fits a double exactly. */
export function integerOperand(value: Value, position: number): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  if (!isNumber(value)) throw operandError(value, position, "number");
  const integer = Number(toMachineInteger(numberText(value)) ?? Number.NaN);
  if (!Number.isSafeInteger(integer)) throw notInteger(position);
  return integer;
}

/** The strings of an array or a set. */
export function textItemsOperand(
  value: Value,
  position: number,
  wanted: readonly [string, ...string[]] = ["array", "set"],
): readonly string[] {
  return itemsOperand(value, position, wanted).map((item) => {
    if (typeof item !== "string") throw elementError(value, item, position, "string");
    return item;
  });
}

/** OPA's error for an operand of the wrong type. */
export function operandError(
  value: Value,
  position: number,
  ...wanted: readonly [string, ...string[]]
): OperandError {
  const types = wanted.length === 1 ? wanted[0] : `one of {${wanted.join(", ")}}`;
  return new OperandError(`operand ${position} must be ${types} but got ${typeName(value)}`);
}

/** OPA's error for a collection that holds a value of the wrong type. */
export function elementError(
  collection: Value,
  element: Value,
  position: number,
  wanted: string,
): OperandError {
  const type = typeName(collection);
  return new OperandError(
    `operand ${position} must be ${type} of ${wanted}s but got ${type} containing ${typeName(element)}`,
  );
}

/** Ends the evaluation where a call would make a text that is too large. */
export function limitText(builtin: string, length: number): void {
  if (length > TEXT_MAX)
    throw new BuiltinLimit(`${builtin} would make a text of more than ${TEXT_MAX} characters.`);
}

/** Ends the evaluation where a list would become too long. */
export function limitItems(length: number): void {
  if (length > ITEMS_MAX) throw new BuiltinLimit(`A list would have more than ${ITEMS_MAX} items.`);
}

/** Ends the evaluation where a set would become too large. */
export function limitMembers(size: number): void {
  if (size > MEMBERS_MAX) throw new BuiltinLimit(`A set would have more than ${MEMBERS_MAX} members.`);
}

function notInteger(position: number): OperandError {
  return new OperandError(`operand ${position} must be integer number but got floating-point number`);
}
