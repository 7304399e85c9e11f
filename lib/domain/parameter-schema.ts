import { canonicalJson, getOwn, isArray, isObject, type Json, type JsonObject } from "./json";
import { type FieldError, fillDefaults, TYPE_NAMES, valueErrors } from "./parameter-values";
import { formatPath } from "./path-text";
import type { Segment } from "./pointer";

/** Keywords that say nothing about which values are right. */
const ANNOTATIONS = [
  "title",
  "description",
  "examples",
  "$schema",
  "$id",
  "$comment",
  "format",
  "deprecated",
];

/** Keywords that are enforced, with the types they belong to (none: all). */
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  type: [],
  enum: [],
  default: [],
  minimum: ["integer", "number"],
  maximum: ["integer", "number"],
  minLength: ["string"],
  maxLength: ["string"],
  pattern: ["string"],
  items: ["array"],
  minItems: ["array"],
  maxItems: ["array"],
  uniqueItems: ["array"],
  properties: ["object"],
  required: ["object"],
  additionalProperties: ["object"],
};

const DEPTH_MAX = 12;
const PATTERN_LENGTH_MAX = 1_000;

/**
 * Checks the parameter schema of a template: an object schema in the subset of JSON Schema (draft 2020-12) that Edict
 * enforces and makes forms from. Every keyword that would be ignored is refused, so nothing is promised and not kept;
 * keywords that start with `x-` are allowed as notes.
 * @returns what is wrong, with the dotted path in the schema (`properties.namespace.type`); empty for a good schema
 */
export function validateSchema(schema: Json): FieldError[] {
  if (!isObject(schema)) return [{ path: "", message: "The parameter schema must be an object." }];
  const errors: FieldError[] = [];
  if (schema.type !== undefined && schema.type !== "object") {
    errors.push({ path: "type", message: 'The parameter schema itself must have the type "object".' });
  }
  checkSchema(schema, [], errors);
  const parameters = getOwn(schema, "properties");
  for (const [name, parameter] of isObject(parameters) ? Object.entries(parameters) : []) {
    if (!isObject(parameter) || parameter.type !== undefined) continue;
    errors.push({
      path: formatPath(["properties", name]),
      message: `The parameter needs a type: ${TYPE_NAMES.join(", ")}.`,
    });
  }
  return errors;
}

function checkSchema(schema: Json | undefined, path: readonly Segment[], errors: FieldError[]): void {
  const report = (keyword: string | null, message: string) => {
    const segments = keyword === null ? [...path] : [...path, keyword];
    errors.push({ path: segments.length === 0 ? "" : formatPath(segments), message });
  };
  if (!isObject(schema)) {
    report(null, "A schema must be an object.");
    return;
  }
  if (path.length > 2 * DEPTH_MAX) {
    report(null, `Schemas may be nested ${DEPTH_MAX} levels deep.`);
    return;
  }
  const before = errors.length;
  const type = getOwn(schema, "type");
  for (const [keyword, value] of Object.entries(schema)) {
    const message = keywordError(keyword, value, type);
    if (message !== null) report(keyword, message);
  }
  checkRange(schema, "minimum", "maximum", report);
  checkRange(schema, "minLength", "maxLength", report);
  checkRange(schema, "minItems", "maxItems", report);
  checkRequired(schema, report);
  const properties = getOwn(schema, "properties");
  for (const [name, child] of isObject(properties) ? Object.entries(properties) : []) {
    checkSchema(child, [...path, "properties", name], errors);
  }
  if (schema.items !== undefined) checkSchema(schema.items, [...path, "items"], errors);
  const rest = getOwn(schema, "additionalProperties");
  if (rest !== undefined && typeof rest !== "boolean")
    checkSchema(rest, [...path, "additionalProperties"], errors);
  // Values are compared with a schema only once it is sound.
  if (errors.length === before) checkOwnValues(schema, report);
}

type Report = (keyword: string | null, message: string) => void;

/** What is wrong with one keyword by itself, or null. */
function keywordError(keyword: string, value: Json, type: Json | undefined): string | null {
  if (keyword.startsWith("x-")) return null;
  if (ANNOTATIONS.includes(keyword)) return annotationError(keyword, value);
  const types = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
  if (types === undefined) return "This keyword is not supported.";
  if (typeof type === "string" && types.length > 0 && !types.includes(type))
    return `This keyword is not for the type ${type}.`;
  switch (keyword) {
    case "type":
      return TYPE_NAMES.some((name) => name === value)
        ? null
        : `The type must be one of: ${TYPE_NAMES.join(", ")}.`;
    case "enum":
      if (!isArray(value) || value.length === 0) return "Must be a list of at least one value.";
      return new Set(value.map(canonicalJson)).size === value.length ? null : "Must not list a value twice.";
    case "minimum":
    case "maximum":
      return typeof value === "number" ? null : "Must be a number.";
    case "minLength":
    case "maxLength":
    case "minItems":
    case "maxItems":
      return typeof value === "number" && Number.isInteger(value) && value >= 0
        ? null
        : "Must be a whole number from 0.";
    case "uniqueItems":
      return typeof value === "boolean" ? null : "Must be true or false.";
    case "pattern":
      return patternError(value);
    case "properties":
      return isObject(value) ? null : "Must be an object of schemas.";
    default:
      return null;
  }
}

function annotationError(keyword: string, value: Json): string | null {
  if (keyword === "examples") return isArray(value) ? null : "Must be a list.";
  if (keyword === "deprecated") return typeof value === "boolean" ? null : "Must be true or false.";
  return typeof value === "string" ? null : "Must be a text.";
}

function patternError(value: Json): string | null {
  if (typeof value !== "string") return "Must be a text.";
  if (value.length > PATTERN_LENGTH_MAX) return `Must have at most ${PATTERN_LENGTH_MAX} characters.`;
  try {
    new RegExp(value, "u").test("");
    return null;
  } catch {
    return "Must be a regular expression.";
  }
}

function checkRange(schema: JsonObject, low: string, high: string, report: Report): void {
  const from = getOwn(schema, low);
  const to = getOwn(schema, high);
  if (typeof from === "number" && typeof to === "number" && from > to)
    report(low, `Must not be more than ${high}.`);
}

function checkRequired(schema: JsonObject, report: Report): void {
  const required = getOwn(schema, "required");
  if (required === undefined) return;
  if (!isArray(required) || !required.every((name) => typeof name === "string")) {
    report("required", "Must be a list of names.");
    return;
  }
  const properties = getOwn(schema, "properties");
  for (const name of required) {
    if (getOwn(properties, name) === undefined)
      report("required", `There is no property "${name}" that could be required.`);
  }
}

/** The default and the choices of a schema must themselves be right by it. */
function checkOwnValues(schema: JsonObject, report: Report): void {
  const fallback = getOwn(schema, "default");
  if (fallback !== undefined) {
    const [error] = valueErrors(schema, fillDefaults(schema, fallback));
    if (error)
      report(
        "default",
        `The default is not a right value: ${error.path === "" ? "" : `${error.path}: `}${error.message}`,
      );
  }
  const choices = getOwn(schema, "enum");
  for (const choice of isArray(choices) ? choices : []) {
    const [error] = valueErrors(schema, choice);
    if (error) report("enum", `${JSON.stringify(choice)} is not a right value: ${error.message}`);
  }
}
