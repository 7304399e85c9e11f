import type { Json } from "@/lib/contracts/wire/canonical-json";

export type { Json } from "@/lib/contracts/wire/canonical-json";
export type JsonObject = Record<string, Json>;

/** True for a JSON object (no array, no null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parses text that must be a JSON object. @throws SyntaxError when it is not. */
export function parseJsonObject(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) throw new SyntaxError("not a JSON object");
  return value;
}

/** Own member `key` of `value` when both are objects, else undefined. */
export function member(value: Json | undefined, key: string): JsonObject | undefined {
  const found = own(value, key);
  return isJsonObject(found) ? found : undefined;
}

/** Own member `key` of `value` when it is a string, else undefined. */
export function text(value: Json | undefined, key: string): string | undefined {
  const found = own(value, key);
  return typeof found === "string" ? found : undefined;
}

/** Own member `key` of `value`, whatever it is. */
export function own(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A copy of `object` without the members `keys`. `__proto__` stays a key like any other. */
export function without(object: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.has(key)));
}

/** One part of a JSON Pointer (RFC 6901), escaped. */
export function pointerPart(key: string | number): string {
  return "/" + String(key).replaceAll("~", "~0").replaceAll("/", "~1");
}
