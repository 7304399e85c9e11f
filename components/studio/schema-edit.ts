import {
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

/** One parameter of a template as the studio edits it. The JSON Schema stays the only truth. */
export interface ParameterEntry {
  readonly name: string;
  readonly schema: JsonObject;
  readonly required: boolean;
}

export const parameterTypes = [
  "string",
  "integer",
  "number",
  "boolean",
  "array of strings",
  "object",
] as const;
export type ParameterType = (typeof parameterTypes)[number];

const typeSchemas: Readonly<Record<ParameterType, JsonObject>> = {
  string: { type: "string" },
  integer: { type: "integer" },
  number: { type: "number" },
  boolean: { type: "boolean" },
  "array of strings": { type: "array", items: { type: "string" } },
  object: { type: "object" },
};

/** Keywords that keep their meaning when the type changes. */
const kept = ["title", "description"];

/** The parameters in the order they were declared. */
export function parametersOf(schema: JsonObject): readonly ParameterEntry[] {
  const properties = getOwn(schema, "properties");
  const required = getOwn(schema, "required");
  return (isObject(properties) ? Object.entries(properties) : []).map(([name, property]) => ({
    name,
    schema: isObject(property) ? property : {},
    required: isArray(required) && required.includes(name),
  }));
}

/** The schema with exactly these parameters; its other keywords stay. */
export function withParameters(schema: JsonObject, entries: readonly ParameterEntry[]): JsonObject {
  let properties: JsonObject = {};
  for (const entry of entries) properties = withMember(properties, entry.name, entry.schema);
  const required = entries.filter((entry) => entry.required).map((entry) => entry.name);
  const next = { ...withoutMembers(schema, "required"), type: "object", properties };
  return required.length === 0 ? next : { ...next, required };
}

/** Adds a required parameter of type string, as an undeclared name in the Rego asks for. */
export function declare(schema: JsonObject, name: string): JsonObject {
  const entries = parametersOf(schema);
  if (entries.some((entry) => entry.name === name)) return schema;
  return withParameters(schema, [...entries, { name, schema: { type: "string" }, required: true }]);
}

/** A name that is not taken: `parameter`, `parameter_2` … */
export function freeName(entries: readonly ParameterEntry[]): string {
  const taken = new Set(entries.map((entry) => entry.name));
  let name = "parameter";
  for (let number = 2; taken.has(name); number += 1) name = `parameter_${number}`;
  return name;
}

/** The type as the studio's picker names it; null for what only the JSON Schema can say. */
export function typeOf(schema: JsonObject): ParameterType | null {
  const type = getString(schema, "type");
  if (type === "array") {
    const items = getOwn(schema, "items");
    return getString(items, "type") === "string" ? "array of strings" : null;
  }
  if (type === "object") return getOwn(schema, "properties") === undefined ? "object" : null;
  return parameterTypes.find((known) => known === type) ?? null;
}

/** The parameter with another type: what was said about it in words stays, limits and default go. */
export function withType(schema: JsonObject, type: ParameterType): JsonObject {
  const words = Object.fromEntries(Object.entries(schema).filter(([keyword]) => kept.includes(keyword)));
  return { ...typeSchemas[type], ...words };
}

/** Sets a keyword, or takes it away where the value is undefined or an empty text. */
export function withKeyword(schema: JsonObject, keyword: string, value: Json | undefined): JsonObject {
  return value === undefined || value === ""
    ? withoutMembers(schema, keyword)
    : withMember(schema, keyword, value);
}

/** The values a parameter may have: its own `enum`, or that of its items. */
export function choicesOf(schema: JsonObject): readonly Json[] {
  const owner = getString(schema, "type") === "array" ? getOwn(schema, "items") : schema;
  const choices = getOwn(owner, "enum");
  return isArray(choices) ? choices : [];
}

/** Sets the allowed values; none takes the limit away. A default that is no longer allowed goes with it. */
export function withChoices(schema: JsonObject, choices: readonly Json[]): JsonObject {
  const list = choices.length === 0 ? undefined : [...choices];
  const items = getOwn(schema, "items");
  const next =
    getString(schema, "type") === "array" && isObject(items)
      ? withMember(schema, "items", withKeyword(items, "enum", list))
      : withKeyword(schema, "enum", list);
  const fallback = getOwn(next, "default");
  if (fallback === undefined || list === undefined) return next;
  const values = isArray(fallback) ? fallback : [fallback];
  return values.every((value) => list.some((choice) => jsonEqual(choice, value)))
    ? next
    : withoutMembers(next, "default");
}
