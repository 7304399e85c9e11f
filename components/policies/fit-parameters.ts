import { propertiesOf } from "@/components/parameter-form/field-model";
import { getOwn, type JsonObject } from "@/lib/domain/json";
import { type FieldError, validateParameters } from "@/lib/domain/parameters";

export interface FittedParameters {
  /** The values that the schema has a place for. */
  readonly values: JsonObject;
  /** Names of values that the schema no longer has a place for, in order. */
  readonly dropped: readonly string[];
  /** What is missing or wrong by the schema; empty where the values can be taken as they are. */
  readonly errors: readonly FieldError[];
}

/** A policy's values under another version of its template. */
export function fitParameters(schema: JsonObject, values: JsonObject): FittedParameters {
  const known = new Set(propertiesOf(schema).map(([name]) => name));
  const open = (getOwn(schema, "additionalProperties") ?? false) !== false;
  const kept = Object.entries(values).filter(([name]) => open || known.has(name));
  const fitted = Object.fromEntries(kept);
  const checked = validateParameters(schema, fitted);
  return {
    values: fitted,
    dropped: Object.keys(values)
      .filter((name) => getOwn(fitted, name) === undefined)
      .sort(),
    errors: checked.ok ? [] : checked.errors,
  };
}
