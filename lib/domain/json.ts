import type { Json } from "../contracts/wire/canonical-json";

export type { Json };

/** A JSON object: the shape of every Kubernetes object. */
export interface JsonObject {
  [key: string]: Json;
}

/**
 * True for a JSON object (not null, not an array).
 *
 * The check is shallow: use it on values that came out of a JSON or YAML parser.
 */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a JSON array. Shallow, like {@link isObject}. */
export function isArray(value: unknown): value is Json[] {
  return Array.isArray(value);
}

/** True for a string, a number or a boolean: the values that may identify a list item. */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/**
 * The own member `key` of `value`, or undefined where `value` is no object or has no such own member.
 * Inherited names (`constructor`, `__proto__`, `toString`) are never found.
 */
export function getOwn(value: unknown, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The own member `key` if it is a string, else undefined. */
export function getString(value: unknown, key: string): string | undefined {
  const member = getOwn(value, key);
  return typeof member === "string" ? member : undefined;
}

/** A copy of `object` with `key` set; safe for the key `__proto__`, which plain assignment would lose. */
export function withMember(object: JsonObject, key: string, value: Json): JsonObject {
  const copy = { ...object };
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** A copy of `object` without the members named in `keys`. */
export function withoutMembers(object: JsonObject, ...keys: string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** True where a value is nested more than `levels` deep. Walks no deeper, so no value exhausts the stack here. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}

/**
 * Parses JSON text.
 * @throws SyntaxError where the text is not JSON.
 */
export function parseJson(text: string): Json {
  const value: unknown = JSON.parse(text);
  if (!isParsed(value)) throw new SyntaxError("not JSON");
  return value;
}

/** The same, but null for what is not JSON, too: for text from outside that a schema looks at next. */
export function parseJsonOrNull(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

/** JSON.parse answers nothing but JSON values, so excluding undefined is a complete check for its results only. */
function isParsed(value: unknown): value is Json {
  return value !== undefined;
}

/** Deep equality of two JSON values. The order of members does not matter, the order of items does; 0 equals -0. */
export function jsonEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isArray(a)) {
    return isArray(b) && a.length === b.length && a.every((item, index) => jsonEqual(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && jsonEqual(a[key], b[key]))
  );
}

/**
 * The one text of a JSON value: members sorted by UTF-16 code units, no spaces, numbers as ECMAScript prints them
 * (the rules of RFC 8785). Equal values have equal texts, so the text can be hashed.
 * @throws RangeError for a number that JSON cannot carry (NaN, infinities) and for nesting deeper than the stack.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new RangeError(`JSON cannot carry ${value}`);
  if (isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(",")}}`;
}
