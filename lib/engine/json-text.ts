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

/** A whole escape, so that the second half of an escaped backslash begins none. */
const ESCAPES =
  /\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)/g;

/**
 * The same JSON without escapes of surrogate pairs, whose halves stand alone for U+FFFD, as Go reads them. OPA's Wasm takes
 * some pairs for other characters, and no halves.
 */
export function withWholeCharacters(json: string): string {
  if (!json.includes("\\ud") && !json.includes("\\uD")) return json;
  return json.replace(ESCAPES, (escape: string, high?: string, low?: string, half?: string) => {
    if (high !== undefined && low !== undefined) return String.fromCharCode(unitOf(high), unitOf(low));
    return half === undefined ? escape : "\ufffd";
  });
}

function unitOf(hex: string): number {
  return Number.parseInt(hex, 16);
}
