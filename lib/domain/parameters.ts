import { getOwn, isArray, isObject, type Json, type JsonObject, withMember } from "./json";
import { type FieldError, fillDefaults, type PatternEngine, valueErrors } from "./parameter-values";

export { validateSchema } from "./parameter-schema";
export { type FieldError, type PatternEngine } from "./parameter-values";

export type ParameterResult = { ok: true; values: JsonObject } | { ok: false; errors: FieldError[] };

/**
 * The values a policy has when nobody has filled in anything: the default of each parameter that has one.
 * @param schema a schema that {@link validateSchema} finds nothing wrong with
 */
export function defaultsOf(schema: Json): JsonObject {
  const filled = fillDefaults(schema, {});
  return isObject(filled) ? filled : {};
}

/**
 * Checks the parameter values of a policy and fills in the defaults. Browser and server share it: it interprets the schema
 * instead of compiling it, so it needs no permission to evaluate code (a content security policy forbids that).
 *
 * Parameters that the schema does not name are refused, unless it has `additionalProperties`.
 * @param schema a schema that {@link validateSchema} finds nothing wrong with
 * @param values the values as given; null counts as none
 * @param options.engine what matches patterns; a server passes one that runs in linear time, for tenants write the patterns
 * @returns the complete values, or the sentence for each field that is wrong
 */
export function validateParameters(
  schema: Json,
  values: Json,
  options: { engine?: PatternEngine } = {},
): ParameterResult {
  const closed = withMember(isObject(schema) ? schema : {}, "type", "object");
  const strict = getOwn(closed, "properties") === undefined ? withMember(closed, "properties", {}) : closed;
  const filled = fillDefaults(strict, values ?? {});
  const errors = valueErrors(strict, filled, options.engine);
  return errors.length === 0 && isObject(filled) ? { ok: true, values: filled } : { ok: false, errors };
}

/** Names of the parameters that must be given: those in `required`. */
export function requiredParameters(schema: Json): readonly string[] {
  const required = getOwn(schema, "required");
  return isArray(required) ? required.filter((name) => typeof name === "string") : [];
}
