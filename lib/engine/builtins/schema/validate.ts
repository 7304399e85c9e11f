import { codePointCount } from "../bytes";
import { compareDecimals, toInteger } from "../decimal";
import type { BuiltinContext } from "../operands";
import { matchesPattern } from "../regex-cache";
import { isArray, isNumber, isObject, numberText, RegoMap, type Value } from "../value";
import { comparableJson } from "./compile";
import { isOfFormat } from "./formats";
import { closest, Result } from "./result";
import type { Bound, Members, SubSchema } from "./sub-schema";
import { validateArray } from "./validate-array";
import { validateObject } from "./validate-object";
import type { Validate } from "./validate-type";

/** Checks a document of JSON values against a schema, in the order and with the words of OPA. */
export function validateDocument(ctx: BuiltinContext, schema: SubSchema, document: Value): Result {
  const validate: Validate = (sub, value, path) => {
    ctx.charge?.(1);
    const result = new Result();
    validateInto(result, sub, value, path);
    return result;
  };
  const validateInto = (result: Result, sub: SubSchema, value: Value, path: string): void => {
    if (sub.pass !== undefined) {
      if (!sub.pass) result.add(path, "false", "False always fails validation");
      return;
    }
    if (sub.reference !== undefined) {
      validateInto(result, sub.reference, value, path);
      return;
    }
    if (!isOfTypes(value, sub.types)) {
      const expected = sub.types.length === 1 ? sub.types.join("") : `[${sub.types.join(",")}]`;
      result.add(path, "invalid_type", `Invalid type. Expected: ${expected}, given: ${typeOf(value)}`);
      return;
    }
    validateCombinations(result, validate, validateInto, sub, value, path);
    if (isNumber(value)) validateNumber(result, sub, numberText(value), path);
    if (isArray(value)) validateArray(result, validate, sub, value, path);
    const members = isObject(value) && !(value instanceof RegoMap) ? value : null;
    if (members !== null) validateObject(result, validate, sub, members, path);
    validateCommon(result, sub, value, path);
    if (typeof value === "string") validateText(result, sub, value, path);
    if (members !== null)
      for (const [name, child] of sub.properties)
        if (Object.hasOwn(members, name))
          validateInto(result, child, members[name] ?? null, `${path}.${name}`);
    result.score += 1;
  };
  return validate(schema, document, "(Root)");
}

type ValidateInto = (result: Result, schema: SubSchema, value: Value, path: string) => void;

function validateCombinations(
  result: Result,
  validate: Validate,
  validateInto: ValidateInto,
  schema: SubSchema,
  value: Value,
  path: string,
): void {
  if (schema.anyOf.length > 0) validateAnyOf(result, validate, schema, value, path);
  if (schema.oneOf.length > 0) {
    const results = schema.oneOf.map((sub) => validate(sub, value, path));
    const valid = results.filter((found) => found.isValid).length;
    if (valid !== 1) result.add(path, "number_one_of", "Must validate one and only one schema (oneOf)");
    const best = valid === 0 ? closest(results) : undefined;
    if (best !== undefined) result.merge(best);
  }
  const all = schema.allOf.map((sub) => validate(sub, value, path));
  for (const found of all) result.merge(found);
  if (!all.every((found) => found.isValid))
    result.add(path, "number_all_of", "Must validate all the schemas (allOf)");
  if (schema.not !== undefined && validate(schema.not, value, path).isValid)
    result.add(path, "number_not", "Must not validate the schema (not)");
  if (isObject(value) && !(value instanceof RegoMap))
    validateDependencies(result, validateInto, schema, value, path);
  validateCondition(result, validate, schema, value, path);
  result.score += 1;
}

function validateAnyOf(
  result: Result,
  validate: Validate,
  schema: SubSchema,
  value: Value,
  path: string,
): void {
  const failed: Result[] = [];
  for (const sub of schema.anyOf) {
    const found = validate(sub, value, path);
    if (found.isValid) return;
    failed.push(found);
  }
  result.add(path, "number_any_of", "Must validate at least one schema (anyOf)");
  const best = closest(failed);
  if (best !== undefined) result.merge(best);
}

function validateDependencies(
  result: Result,
  validateInto: ValidateInto,
  schema: SubSchema,
  value: Members,
  path: string,
): void {
  for (const [key, dependency] of schema.dependencies) {
    if (!Object.hasOwn(value, key)) continue;
    if (!isNames(dependency)) validateInto(result, dependency, value, path);
    else
      for (const name of dependency)
        if (!Object.hasOwn(value, name))
          result.add(path, "missing_dependency", `Has a dependency on ${name}`);
  }
}

function isNames(dependency: readonly string[] | SubSchema): dependency is readonly string[] {
  return Array.isArray(dependency);
}

function validateCondition(
  result: Result,
  validate: Validate,
  schema: SubSchema,
  value: Value,
  path: string,
): void {
  if (schema.condition === undefined) return;
  const isMet = validate(schema.condition, value, path).isValid;
  const branch = isMet ? schema.consequence : schema.alternative;
  const found = branch === undefined ? undefined : validate(branch, value, path);
  if (found === undefined || found.isValid) return;
  if (isMet) result.add(path, "condition_then", `Must validate "then" as "if" was valid`);
  else result.add(path, "condition_else", `Must validate "else" as "if" was not valid`);
  result.merge(found);
}

function validateCommon(result: Result, schema: SubSchema, value: Value, path: string): void {
  const field = path.replace(/^\(Root\)\./, "");
  if (schema.constant !== undefined && comparableJson(value) !== schema.constant)
    result.add(path, "const", `${field} does not match: ${schema.constant}`);
  if (schema.options !== undefined && !schema.options.includes(comparableJson(value)))
    result.add(path, "enum", `${field} must be one of the following: ${schema.options.join(", ")}`);
  if (typeof value === "string" && schema.format !== "" && !isOfFormat(value, schema.format))
    result.add(path, "format", `Does not match format '${schema.format}'`);
  result.score += 1;
}

function validateText(result: Result, schema: SubSchema, text: string, path: string): void {
  const length = codePointCount(text);
  if (schema.minLength !== undefined && length < schema.minLength)
    result.add(path, "string_gte", `String length must be greater than or equal to ${schema.minLength}`);
  if (schema.maxLength !== undefined && length > schema.maxLength)
    result.add(path, "string_lte", `String length must be less than or equal to ${schema.maxLength}`);
  if (schema.pattern !== undefined && !matchesPattern(schema.pattern, text))
    result.add(path, "pattern", `Does not match pattern '${schema.pattern}'`);
  result.score += 1;
}

function validateNumber(result: Result, schema: SubSchema, text: string, path: string): void {
  const order = (bound: Bound): number =>
    compareDecimals(text, `${bound.value.coefficient}e${bound.value.exponent}`);
  const { multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum } = schema;
  if (multipleOf !== undefined && !isMultiple(text, multipleOf))
    result.add(path, "multiple_of", `Must be a multiple of ${multipleOf.text}`);
  if (maximum !== undefined && order(maximum) > 0)
    result.add(path, "number_lte", `Must be less than or equal to ${maximum.text}`);
  if (exclusiveMaximum !== undefined && order(exclusiveMaximum) >= 0)
    result.add(path, "number_lt", `Must be less than ${exclusiveMaximum.text}`);
  if (minimum !== undefined && order(minimum) < 0)
    result.add(path, "number_gte", `Must be greater than or equal to ${minimum.text}`);
  if (exclusiveMinimum !== undefined && order(exclusiveMinimum) <= 0)
    result.add(path, "number_gt", `Must be greater than ${exclusiveMinimum.text}`);
  result.score += 1;
}

/** Both scaled to integers by the same power of ten. */
function isMultiple(text: string, { value: { coefficient, exponent } }: Bound): boolean {
  const [, mantissa = "", power = "0"] = /^([^eE]*)(?:[eE](.*))?$/.exec(text) ?? [];
  const fraction = mantissa.split(".")[1]?.length ?? 0;
  const scale = Math.max(0, fraction - Number(power), -exponent);
  const number = toInteger(`${mantissa}e${Number(power) + scale}`);
  const unit = coefficient * 10n ** BigInt(exponent + scale);
  return number !== null && number % unit === 0n;
}

function typeOf(value: Value): string {
  if (isNumber(value)) return toInteger(numberText(value)) === null ? "number" : "integer";
  if (value === null) return "null";
  if (isArray(value)) return "array";
  return typeof value === "object" ? "object" : typeof value;
}

function isOfTypes(value: Value, types: readonly string[]): boolean {
  if (types.length === 0) return true;
  const type = typeOf(value);
  return types.includes(type) || (type === "integer" && types.includes("number"));
}
