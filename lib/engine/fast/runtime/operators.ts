import { compareText, compareValues } from "../../builtins/compare";
import { RegoMap, RegoSet, ExactNumber, type Value } from "../../builtins/value";
import { dot, lengthOf } from "./access";
import { setContains, setOf, type BuiltSet } from "./built-set";
import { charge } from "./meter";
import { same } from "./same";
import { isList, isRecord } from "./shape";

/** Order of two values with the common cases first. */
export function order(a: Value, b: Value): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  charge(1);
  return compareValues(a, b);
}

/*
 * Operators with a short way for plain operands. Undefined means that the short way does not apply: the built-in itself
 * decides, and reports what is wrong with its operands.
 */

export function plus(a: Value, b: Value): number | undefined {
  return safe(a) && safe(b) ? exact(a + b) : undefined;
}

export function minus(a: Value, b: Value): number | undefined {
  return safe(a) && safe(b) ? exact(a - b) : undefined;
}

export function mul(a: Value, b: Value): number | undefined {
  return safe(a) && safe(b) ? exact(a * b) : undefined;
}

export function div(a: Value, b: Value): number | undefined {
  return safe(a) && safe(b) && b !== 0 && a % b === 0 ? exact(a / b) : undefined;
}

export function rem(a: Value, b: Value): number | undefined {
  return safe(a) && safe(b) && b !== 0 ? exact(a % b) : undefined;
}

export function count(value: Value): number | undefined {
  return typeof value === "string" ||
    (typeof value === "object" && value !== null && !(value instanceof ExactNumber))
    ? lengthOf(value)
    : undefined;
}

export function startsWith(text: Value, start: Value): boolean | undefined {
  return typeof text === "string" && typeof start === "string" ? text.startsWith(start) : undefined;
}

export function endsWith(text: Value, end: Value): boolean | undefined {
  return typeof text === "string" && typeof end === "string" ? text.endsWith(end) : undefined;
}

export function textContains(text: Value, part: Value): boolean | undefined {
  return typeof text === "string" && typeof part === "string" ? text.includes(part) : undefined;
}

/** `object.keys` */
export function keysOf(object: Value): BuiltSet | undefined {
  if (!isRecord(object)) return undefined;
  const keys = Object.keys(object);
  charge(keys.length);
  return setOf(keys);
}

/** `value in collection` */
export function member(value: Value, collection: Value): boolean {
  if (typeof collection !== "object" || collection === null || collection instanceof ExactNumber)
    return false;
  if (collection instanceof RegoSet) return setContains(collection, value);
  if (isList(collection)) {
    charge(collection.length);
    for (const item of collection) if (item === value || same(item, value)) return true;
    return false;
  }
  if (collection instanceof RegoMap) return collection.entries.some((entry) => same(entry[1], value));
  const values = Object.values(collection);
  charge(values.length);
  return values.some((item) => same(item, value));
}

/** `key, value in collection`; the keys of a set are its members. */
export function memberAt(key: Value, value: Value, collection: Value): boolean {
  const found = dot(collection, key);
  return found !== undefined && same(found, value);
}

export function isNumberValue(value: Value): boolean {
  return typeof value === "number" || value instanceof ExactNumber;
}

export function isObjectValue(value: Value): boolean {
  return value instanceof RegoMap || isRecord(value);
}

export function isSetValue(value: Value): boolean {
  return value instanceof RegoSet;
}

function safe(value: Value): value is number {
  return Number.isSafeInteger(value);
}

/** Zero has no sign in OPA. */
function exact(result: number): number | undefined {
  return Number.isSafeInteger(result) ? result + 0 : undefined;
}
