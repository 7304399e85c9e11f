import type { Json, JsonObject } from "./json";

/** One thing wrong with one field; `path` is dotted (`ranges[0].min`), `""` for the whole. */
export interface FieldError {
  path: string;
  message: string;
}

export type ParameterResult = { ok: true; values: JsonObject } | { ok: false; errors: FieldError[] };

export function validateSchema(_schema: Json): FieldError[] {
  throw new Error("not written yet");
}

export function defaultsOf(_schema: Json): JsonObject {
  throw new Error("not written yet");
}

export function validateParameters(_schema: Json, _values: Json): ParameterResult {
  throw new Error("not written yet");
}
