import type { Json } from "../../domain/json";
import { compareText } from "../builtins/compare";
import { marshalJson } from "../builtins/json-marshal";
import { isArray, isNumber, numberText, RegoMap, RegoSet, type Value } from "../builtins/value";
import { EvaluationFailure } from "../sandbox/failure";
import { isRecord } from "./runtime/shape";

/** Characters that a value costs besides its text. */
const SCALAR = 4;

/**
 * A value as `opa eval` prints it: sets as sorted arrays, keys that are no strings as their JSON text, members sorted.
 * Numbers become doubles.
 */
export function valueToJson(value: Value): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (isNumber(value)) return Number(numberText(value));
  if (isArray(value)) return value.map(valueToJson);
  if (value instanceof RegoSet) return value.items.map(valueToJson);
  return Object.fromEntries(namedEntries(value).map(([key, item]) => [key, valueToJson(item)]));
}

/** The same as JSON text, in which numbers keep OPA's spelling. */
export function valueToText(value: Value): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (isNumber(value)) return numberText(value);
  if (isArray(value)) return `[${value.map(valueToText).join(",")}]`;
  if (value instanceof RegoSet) return `[${value.items.map(valueToText).join(",")}]`;
  const members = namedEntries(value).map(([key, item]) => `${JSON.stringify(key)}:${valueToText(item)}`);
  return `{${members.join(",")}}`;
}

/**
 * Refuses a result that is too large to carry. Values may be shared inside a result, so that a small program can make
 * one of any size: counting stops at the limit.
 */
export function limitSize(value: Value, bytesMax: number): void {
  if (value instanceof RegoSet && value.size === 0) return;
  const left = measure(value, bytesMax);
  if (left < 0)
    throw new EvaluationFailure("result_limit", `A result is larger than the ${bytesMax} bytes it may have.`);
}

/** What is left of `budget` after the value; negative as soon as it is used up. */
function measure(value: Value, budget: number): number {
  let left = budget - SCALAR;
  if (typeof value === "string") return left - value.length;
  if (typeof value !== "object" || value === null) return left;
  for (const part of partsOf(value)) {
    if (left < 0) return left;
    left = measure(part, left);
  }
  return left;
}

function partsOf(value: Exclude<Value, null | boolean | number | string>): Iterable<Value> {
  if (isArray(value)) return value;
  if (value instanceof RegoSet) return value.items;
  if (value instanceof RegoMap) return value.entries.flat();
  return isRecord(value) ? Object.entries(value).flat() : [];
}

function namedEntries(value: Exclude<Value, null | boolean | number | string>): [string, Value][] {
  const entries: [string, Value][] =
    value instanceof RegoMap
      ? value.entries.map(([key, item]) => [typeof key === "string" ? key : marshalJson(key), item])
      : isRecord(value)
        ? Object.entries(value)
        : [];
  return entries.sort((a, b) => compareText(a[0], b[0]));
}
