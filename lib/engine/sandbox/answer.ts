import type { Json } from "../../domain/json";
import { entriesOf } from "../builtins/compare";
import { marshalJson } from "../builtins/json-marshal";
import { decodeValue } from "../builtins/value-text";
import { getField, isArray, isNumber, isObject, numberText, RegoSet, type Value } from "../builtins/value";

/**
 * What an entry point answered, as `opa eval` prints it: sets as sorted arrays, keys that are no strings as their JSON.
 *
 * @param text OPA's own text form of the answer: a set with at most one object `{"result": …}`
 * @returns undefined where the rule is undefined
 */
export function readAnswer(text: string): Json | undefined {
  const result = readResult(text);
  return result === undefined ? undefined : toJson(result);
}

/** The same as JSON text, in which numbers keep their spelling. */
export function readAnswerText(text: string): string | undefined {
  const result = readResult(text);
  return result === undefined ? undefined : marshalJson(result);
}

function readResult(text: string): Value | undefined {
  const answer = decodeValue(text);
  const first = answer instanceof RegoSet ? answer.items[0] : undefined;
  return first !== undefined && isObject(first) ? getField(first, "result") : undefined;
}

function toJson(value: Value): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (isNumber(value)) return Number(numberText(value));
  if (isArray(value)) return value.map(toJson);
  if (value instanceof RegoSet) return value.items.map(toJson);
  return Object.fromEntries(
    entriesOf(value).map(([key, item]) => [typeof key === "string" ? key : marshalJson(key), toJson(item)]),
  );
}
