import type { Json } from "../../domain/json";
import { decodeValue } from "../builtins/value-text";
import { getField, isObject, RegoSet, type Value } from "../builtins/value";
import { valueToJson, valueToText } from "../value-json";

/**
 * What an entry point answered, as `opa eval` prints it: sets as sorted arrays, keys that are no strings as their JSON.
 *
 * @param text OPA's own text form of the answer: a set with at most one object `{"result": …}`
 * @returns undefined where the rule is undefined
 */
export function readAnswer(text: string): Json | undefined {
  const result = readResult(text);
  return result === undefined ? undefined : valueToJson(result);
}

/** The same as JSON text, in which numbers keep their spelling. */
export function readAnswerText(text: string): string | undefined {
  const result = readResult(text);
  return result === undefined ? undefined : valueToText(result);
}

function readResult(text: string): Value | undefined {
  const answer = decodeValue(text);
  const first = answer instanceof RegoSet ? answer.items[0] : undefined;
  return first !== undefined && isObject(first) ? getField(first, "result") : undefined;
}
