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
  /\\(?:u([dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)/g;

/** The same JSON with escaped halves of surrogate pairs replaced, as Go replaces them when it reads JSON. */
export function withWholeCharacters(json: string): string {
  if (!json.includes("\\ud") && !json.includes("\\uD")) return json;
  return json.replace(ESCAPES, (escape: string, _pair: string | undefined, half: string | undefined) =>
    half === undefined ? escape : "\\ufffd",
  );
}
