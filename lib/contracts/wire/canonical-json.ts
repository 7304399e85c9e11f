/** Any JSON value. The one definition of it in the house: agent, engine and console all speak of the same thing. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * The one text of a JSON value: keys sorted by UTF-16 code unit, no white space, numbers and strings as
 * `JSON.stringify` prints them. Two values are equal as JSON exactly when their canonical texts are equal,
 * so its SHA-256 is the content hash that agent and console agree on.
 *
 * Walks own enumerable keys only, so `__proto__` and `constructor` are keys like any other.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) {
    let text = "[";
    for (let index = 0; index < value.length; index++) {
      if (index > 0) text += ",";
      text += canonicalJson(value[index] ?? null);
    }
    return text + "]";
  }
  let text = "{";
  let first = true;
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    if (!first) text += ",";
    first = false;
    text += JSON.stringify(key) + ":" + canonicalJson(member);
  }
  return text + "}";
}
