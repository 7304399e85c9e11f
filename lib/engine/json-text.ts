import { parseJson, type Json } from "../domain/json";

/** `parseJson`, but `undefined` where the text is not JSON. */
export function tryParseJson(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The elements of a JSON array; of anything else, none. */
export function jsonElements(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
