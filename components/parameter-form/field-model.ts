import {
  canonicalJson,
  getOwn,
  getString,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  jsonEqual,
  withMember,
  withoutMembers,
} from "@/lib/domain/json";
import type { FieldError } from "@/lib/domain/parameters";
import { formatPath } from "@/lib/domain/path-text";
import type { Segment } from "@/lib/domain/pointer";

/** How a parameter is asked for. What no control fits is written as JSON. */
export type FieldKind =
  | "choice"
  | "text"
  | "number"
  | "boolean"
  | "texts"
  | "numbers"
  | "choices"
  | "objects"
  | "map"
  | "object"
  | "json";

export interface ParameterFieldProps {
  readonly name: string;
  readonly schema: Json;
  /** Where the field stands in the values; its text is what errors are found by. */
  readonly path: readonly Segment[];
  /** undefined: nobody has filled it in, so the schema's default holds. */
  readonly value: Json | undefined;
  /** undefined takes the member away. */
  readonly onChange: (value: Json | undefined) => void;
  readonly required: boolean;
  readonly form: FormContext;
}

/** What every field of one form shares. */
export interface FormContext {
  readonly errors: readonly FieldError[];
  /** Names offered where a namespace is asked for. */
  readonly namespaces: readonly string[];
  readonly disabled: boolean;
}

/** A number or a text: what a person can write as one chip. */
function isTextSchema(schema: Json | undefined): boolean {
  return getString(schema, "type") === "string";
}

function isNumberSchema(schema: Json | undefined): boolean {
  const type = getString(schema, "type");
  return type === "integer" || type === "number";
}

/** The control that fits the schema and can show the value without losing anything of it. */
export function fieldKindOf(schema: Json, value: Json | undefined): FieldKind {
  if (isArray(getOwn(schema, "enum"))) return "choice";
  switch (getString(schema, "type")) {
    case "string":
      return "text";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "array":
      return listKindOf(getOwn(schema, "items"), value);
    case "object":
      return objectKindOf(schema, value);
    default:
      return "json";
  }
}

function listKindOf(items: Json | undefined, value: Json | undefined): FieldKind {
  const list = value === undefined ? [] : value;
  if (!isArray(list)) return "json";
  const choices = getOwn(items, "enum");
  if (isArray(choices)) return "choices";
  if (isTextSchema(items))
    return list.every((item) => typeof item === "string") && !hasTwice(list) ? "texts" : "json";
  if (isNumberSchema(items))
    return list.every((item) => typeof item === "number") && !hasTwice(list) ? "numbers" : "json";
  return isObject(getOwn(items, "properties")) && list.every(isObject) ? "objects" : "json";
}

/** Chips are told apart by their text, so a list that says one thing twice is shown as JSON. */
function hasTwice(list: readonly Json[]): boolean {
  return new Set(list.map(canonicalJson)).size < list.length;
}

function objectKindOf(schema: Json, value: Json | undefined): FieldKind {
  const filled = value === undefined ? {} : value;
  if (!isObject(filled)) return "json";
  const properties = getOwn(schema, "properties");
  if (isObject(properties)) {
    const rest = getOwn(schema, "additionalProperties");
    return rest === undefined || rest === false ? "object" : "json";
  }
  const rest = getOwn(schema, "additionalProperties");
  if (rest !== undefined && rest !== true && !isTextSchema(rest)) return "json";
  return Object.entries(filled).every(([key, member]) => typeof member === "string" && !key.includes("="))
    ? "map"
    : "json";
}

/** The value that holds: what was filled in, else the default. */
export function shownValue(schema: Json, value: Json | undefined): Json | undefined {
  return value ?? getOwn(schema, "default");
}

export function requiredNames(schema: Json): readonly string[] {
  const required = getOwn(schema, "required");
  return isArray(required) ? required.filter((name) => typeof name === "string") : [];
}

/** The parameters of an object schema, in the order they were written. */
export function propertiesOf(schema: Json): readonly (readonly [string, Json])[] {
  const properties = getOwn(schema, "properties");
  return isObject(properties) ? Object.entries(properties) : [];
}

export function withValue(values: JsonObject, name: string, value: Json | undefined): JsonObject {
  return value === undefined ? withoutMembers(values, name) : withMember(values, name, value);
}

/** True where the person has filled in something else than the default. */
export function differsFromDefault(schema: Json, value: Json | undefined): boolean {
  const fallback = getOwn(schema, "default");
  return value !== undefined && fallback !== undefined && !jsonEqual(value, fallback);
}

/** True where `path` names the place or something inside it; both dotted. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
}

/** The complaint about the field itself. */
export function errorAt(form: FormContext, path: readonly Segment[]): string | null {
  const here = formatPath([...path]);
  return form.errors.find((error) => error.path === here)?.message ?? null;
}

/** The complaint about the field or anything inside it, for controls that show the whole value at once. */
export function errorWithin(form: FormContext, path: readonly Segment[]): string | null {
  const here = formatPath([...path]);
  const own = errorAt(form, path);
  if (own !== null) return own;
  const inner = form.errors.find((error) => isWithin(error.path, here));
  return inner === undefined ? null : `${inner.path.slice(here.length)}: ${inner.message}`;
}

/** Complaints about parameters that the schema does not name: no field can show them. */
export function unplacedErrors(schema: Json, errors: readonly FieldError[]): readonly FieldError[] {
  const places = propertiesOf(schema).map(([name]) => formatPath([name]));
  return errors.filter((error) => !places.some((place) => isWithin(error.path, place)));
}

/** True where the names of namespaces are worth offering. */
export function asksForNamespace(name: string): boolean {
  return /namespaces?$/i.test(name);
}
