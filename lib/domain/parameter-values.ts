import {
  canonicalJson,
  getOwn,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  jsonEqual,
  withMember,
} from "./json";
import { formatPath } from "./path-text";
import type { Segment } from "./pointer";

/** One thing wrong with one field; `path` is dotted (`ranges[0].min`), `""` for the whole. */
export interface FieldError {
  path: string;
  message: string;
}

/** The types a parameter may have. */
export const TYPE_NAMES = ["string", "integer", "number", "boolean", "array", "object"] as const;

/** Makes a matcher from a pattern. The default is the native RegExp, which a hostile pattern can keep busy for long. */
export type PatternEngine = (pattern: string) => { test(text: string): boolean };

const nativeEngine: PatternEngine = (pattern) => new RegExp(pattern, "u");

/**
 * `value` with the defaults of its schema where members are missing, at every depth that the value itself reaches.
 * Neither the schema nor the value is changed.
 */
export function fillDefaults(schema: Json | undefined, value: Json): Json {
  if (isArray(value)) {
    const items = getOwn(schema, "items");
    return items === undefined ? value : value.map((item) => fillDefaults(items, item));
  }
  if (!isObject(value)) return value;
  const properties = getOwn(schema, "properties");
  let filled: JsonObject = value;
  for (const [name, child] of isObject(properties) ? Object.entries(properties) : []) {
    const member = getOwn(value, name) ?? getOwn(child, "default");
    if (member !== undefined) filled = withMember(filled, name, fillDefaults(child, member));
  }
  return filled;
}

/**
 * Everything that is wrong with `value` by `schema`, as sentences.
 *
 * An object whose schema lists `properties` takes no others unless `additionalProperties` says so; one whose schema lists
 * none takes any.
 */
export function valueErrors(schema: Json, value: Json, engine: PatternEngine = nativeEngine): FieldError[] {
  const errors: FieldError[] = [];
  check(
    schema,
    value,
    [],
    (path, message) => errors.push({ path: path.length === 0 ? "" : formatPath([...path]), message }),
    engine,
  );
  return errors;
}

type Report = (path: readonly Segment[], message: string) => void;

function check(
  schema: Json | undefined,
  value: Json,
  path: readonly Segment[],
  report: Report,
  engine: PatternEngine,
): void {
  const type = getOwn(schema, "type");
  if (typeof type === "string" && !hasType(value, type)) {
    report(path, `Expected ${NAMES[type] ?? type}, but found ${nameOf(value)}.`);
    return;
  }
  const choices = getOwn(schema, "enum");
  if (isArray(choices) && !choices.some((choice) => jsonEqual(choice, value))) {
    report(
      path,
      `Must be one of: ${choices.map((choice) => (typeof choice === "string" ? choice : canonicalJson(choice))).join(", ")}.`,
    );
  }
  if (typeof value === "number") checkNumber(schema, value, path, report);
  if (typeof value === "string") checkText(schema, value, path, report, engine);
  if (isArray(value)) {
    checkList(schema, value, path, report);
    const items = getOwn(schema, "items");
    if (items !== undefined)
      value.forEach((item, index) => check(items, item, [...path, index], report, engine));
  }
  if (isObject(value)) checkMembers(schema, value, path, report, engine);
}

const NAMES: Readonly<Record<string, string>> = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function hasType(value: Json, type: string): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return isArray(value);
  return type === "object" ? isObject(value) : typeof value === type;
}

function nameOf(value: Json): string {
  if (value === null) return "nothing (null)";
  if (isArray(value)) return "a list";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return Number.isInteger(value) ? "a number" : "a number with a fraction";
  return NAMES[typeof value] ?? typeof value;
}

function limit(schema: Json | undefined, keyword: string): number | undefined {
  const value = getOwn(schema, keyword);
  return typeof value === "number" ? value : undefined;
}

function checkNumber(
  schema: Json | undefined,
  value: number,
  path: readonly Segment[],
  report: Report,
): void {
  const minimum = limit(schema, "minimum");
  const maximum = limit(schema, "maximum");
  if (minimum !== undefined && value < minimum) report(path, `Must be at least ${minimum}.`);
  if (maximum !== undefined && value > maximum) report(path, `Must be at most ${maximum}.`);
}

function checkText(
  schema: Json | undefined,
  text: string,
  path: readonly Segment[],
  report: Report,
  engine: PatternEngine,
): void {
  const length = Array.from(text).length;
  const shortest = limit(schema, "minLength");
  const longest = limit(schema, "maxLength");
  if (shortest !== undefined && length < shortest) {
    report(path, shortest === 1 ? "Must not be empty." : `Must have at least ${shortest} characters.`);
  }
  if (longest !== undefined && length > longest)
    report(path, `Must have at most ${plural(longest, "character")}.`);
  const pattern = getOwn(schema, "pattern");
  if (typeof pattern === "string" && !engine(pattern).test(text))
    report(path, `Must match the pattern ${pattern}`);
}

function checkList(
  schema: Json | undefined,
  list: readonly Json[],
  path: readonly Segment[],
  report: Report,
): void {
  const fewest = limit(schema, "minItems");
  const most = limit(schema, "maxItems");
  if (fewest !== undefined && list.length < fewest)
    report(path, `Must have at least ${plural(fewest, "item")}.`);
  if (most !== undefined && list.length > most) report(path, `Must have at most ${plural(most, "item")}.`);
  if (getOwn(schema, "uniqueItems") === true && new Set(list.map(canonicalJson)).size < list.length) {
    report(path, "Must not have an item twice.");
  }
}

function checkMembers(
  schema: Json | undefined,
  value: JsonObject,
  path: readonly Segment[],
  report: Report,
  engine: PatternEngine,
): void {
  const required = getOwn(schema, "required");
  for (const name of isArray(required) ? required : []) {
    if (typeof name === "string" && !Object.hasOwn(value, name))
      report([...path, name], "A value is required.");
  }
  const properties = getOwn(schema, "properties");
  const rest = getOwn(schema, "additionalProperties") ?? (properties === undefined ? true : false);
  for (const [name, member] of Object.entries(value)) {
    const child = getOwn(properties, name);
    if (child !== undefined) check(child, member, [...path, name], report, engine);
    else if (rest === false)
      report([...path, name], `There is no ${path.length === 0 ? "parameter" : "field"} of this name.`);
    else check(rest, member, [...path, name], report, engine);
  }
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
