import { getOwn, isObject as isJsonObject, type Json } from "../../domain/json";
import {
  getField,
  isArray,
  isObject,
  RegoMap,
  RegoSet,
  type RecordValue,
  type Value,
} from "../builtins/value";
import { sortInPlace } from "../builtins/compare";
import { BuiltSet } from "../fast";
import { readAnswer } from "../sandbox/answer";
import { EvaluationFailure } from "../sandbox/failure";
import type { Outcome, RawOccurrence } from "../types";
import { valueToJson } from "../value-json";

/** What `violation` answers where nothing is wrong. */
const NOTHING = '{{"result": set()}}';
const COMPLIANT: Outcome = { status: "compliant" };
const NO_DETAILS: RawOccurrence["details"] = Object.freeze({});
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
  return text === NOTHING ? COMPLIANT : toOutcome(elementsOf(readAnswer(text)));
}

/**
 * The same from a value, as the fast evaluator answers.
 *
 * @param value undefined where the rule is undefined
 * @throws EvaluationFailure `invalid_result` for elements of another type
 */
export function readOutcomeValue(value: Value | undefined): Outcome {
  if (value instanceof BuiltSet) return value.size === 0 ? COMPLIANT : toOutcome(value.members);
  if (value instanceof RegoSet) return toOutcome(value.items);
  return value !== undefined && isArray(value) ? toOutcome(value) : COMPLIANT;
}

/** What was parsed from JSON is a value as it is. */
function elementsOf(answer: unknown): readonly Value[] {
  return isElements(answer) ? answer : [];
}

function isElements(answer: unknown): answer is readonly Value[] {
  return Array.isArray(answer);
}

/** In any order. */
function toOutcome(elements: readonly Value[]): Outcome {
  if (elements.length === 0) return COMPLIANT;
  const occurrences = elements.map(toOccurrence);
  if (occurrences.length > 1) sortInPlace(occurrences, compareOccurrences);
  return { status: "violating", occurrences };
}

function toOccurrence(element: Value): RawOccurrence {
  if (typeof element === "string")
    return {
      message: element || DEFAULT_MESSAGE,
      violatingKey: null,
      recommended: null,
      details: NO_DETAILS,
    };
  if (!isObject(element))
    throw new EvaluationFailure("invalid_result", "A result must be a string or an object with `msg`.");
  const violatingKey = getField(element, "violating_key");
  const recommended = getField(element, "recommended_value");
  return {
    message: messageOf(getField(element, "msg") ?? getField(element, "message")),
    violatingKey: typeof violatingKey === "string" && violatingKey !== "" ? violatingKey : null,
    recommended: recommended === undefined ? null : { value: valueToJson(recommended) },
    details: detailsOf(element),
  };
}

function messageOf(value: Value | undefined): string {
  if (value === undefined || value === null || value === "") return DEFAULT_MESSAGE;
  return typeof value === "string" ? value : JSON.stringify(valueToJson(value));
}

/** Everything else that the element says, keys sorted. */
function detailsOf(element: RecordValue | RegoMap): RawOccurrence["details"] {
  if (!(element instanceof RegoMap) && !hasDetails(element)) return NO_DETAILS;
  const all = valueToJson(element);
  if (!isJsonObject(all)) return NO_DETAILS;
  const nested = getOwn(all, "details");
  const rest = Object.entries(all).filter(([key]) => !KNOWN_KEYS.has(key));
  if (nested === undefined || (isJsonObject(nested) && Object.keys(nested).length === 0))
    return Object.fromEntries(rest);
  const inner: [string, Json][] = isJsonObject(nested) ? Object.entries(nested) : [["details", nested]];
  return Object.fromEntries([...inner, ...rest]);
}

function hasDetails(element: RecordValue): boolean {
  for (const key in element) if (key === "details" || !KNOWN_KEYS.has(key)) return true;
  return false;
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
