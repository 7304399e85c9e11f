import type { Json } from "../domain/json";
import { compareText } from "./builtins/compare";
import { marshalJson } from "./builtins/json-marshal";
import {
  isArray,
  isNumber,
  numberText,
  RegoMap,
  RegoSet,
  type RecordValue,
  type Value,
} from "./builtins/value";

/**
 * A value as `opa eval` prints it: sets as sorted arrays, keys that are no strings as their JSON text, members sorted.
 * Numbers become doubles.
 */
export function valueToJson(value: Value): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return value;
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

function namedEntries(value: RecordValue | RegoMap): [string, Value][] {
  const entries: [string, Value][] =
    value instanceof RegoMap
      ? value.entries.map(([key, item]) => [typeof key === "string" ? key : marshalJson(key), item])
      : Object.entries(value);
  // Keys of two types may have one text: the last one counts.
  const distinct = value instanceof RegoMap ? [...new Map(entries)] : entries;
  return distinct.sort((a, b) => compareText(a[0], b[0]));
}
