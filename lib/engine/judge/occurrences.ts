import { getOwn, isObject, type Json } from "../../domain/json";
import { RegoSet, type Value } from "../builtins/value";
import { jsonElements } from "../json-text";
import { readAnswer } from "../sandbox/answer";
import { EvaluationFailure } from "../sandbox/failure";
import type { Outcome, RawOccurrence } from "../types";
import { valueToJson } from "../value-json";

/** What `violation` answers where nothing is wrong. */
const NOTHING = '{{"result": set()}}';
const COMPLIANT: Outcome = { status: "compliant" };
const DEFAULT_MESSAGE = "The entity breaks this policy.";
const KNOWN_KEYS: ReadonlySet<string> = new Set([
  "msg",
  "message",
  "violating_key",
  "recommended_value",
  "details",
]);

/**
 * The answer of a `violation` rule as an outcome. Elements are strings, or objects with `msg` (or `message`),
 * `violating_key` and `recommended_value`; every other key, and what is in `details`, is kept as details.
 *
 * @param text `{{"result": {element, …}}}`, or `set()` where the rule is undefined
 * @throws EvaluationFailure `invalid_result` for elements of another type
 */
export function readOutcome(text: string): Outcome {
  return text === NOTHING ? COMPLIANT : toOutcome(readAnswer(text));
}

/**
 * The same from a value, as the fast evaluator answers.
 *
 * @param value undefined where the rule is undefined
 * @throws EvaluationFailure `invalid_result` for elements of another type
 */
export function readOutcomeValue(value: Value | undefined): Outcome {
  if (value === undefined || (value instanceof RegoSet && value.size === 0)) return COMPLIANT;
  return toOutcome(valueToJson(value));
}

function toOutcome(answer: Json | undefined): Outcome {
  const elements = jsonElements(answer);
  if (elements.length === 0) return COMPLIANT;
  return { status: "violating", occurrences: elements.map(toOccurrence).sort(compareOccurrences) };
}

function toOccurrence(element: Json): RawOccurrence {
  if (typeof element === "string")
    return { message: element || DEFAULT_MESSAGE, violatingKey: null, recommended: null, details: {} };
  if (!isObject(element)) {
    throw new EvaluationFailure("invalid_result", "A result must be a string or an object with `msg`.");
  }
  const violatingKey = getOwn(element, "violating_key");
  const recommended = getOwn(element, "recommended_value");
  return {
    message: messageOf(getOwn(element, "msg") ?? getOwn(element, "message")),
    violatingKey: typeof violatingKey === "string" && violatingKey !== "" ? violatingKey : null,
    recommended: recommended === undefined ? null : { value: recommended },
    details: detailsOf(element),
  };
}

function messageOf(value: Json | undefined): string {
  if (value === undefined || value === null || value === "") return DEFAULT_MESSAGE;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function detailsOf(element: { [key: string]: Json }): { [key: string]: Json } {
  const nested = getOwn(element, "details");
  const rest = Object.entries(element).filter(([key]) => !KNOWN_KEYS.has(key));
  if (nested === undefined || (isObject(nested) && Object.keys(nested).length === 0))
    return Object.fromEntries(rest);
  const inner: [string, Json][] = isObject(nested) ? Object.entries(nested) : [["details", nested]];
  return Object.fromEntries([...inner, ...rest]);
}

function compareOccurrences(a: RawOccurrence, b: RawOccurrence): number {
  return (
    compare(a.violatingKey ?? "", b.violatingKey ?? "") ||
    compare(a.message, b.message) ||
    compare(restOf(a), restOf(b))
  );
}

function restOf({ recommended, details }: RawOccurrence): string {
  return JSON.stringify([recommended, details]);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
