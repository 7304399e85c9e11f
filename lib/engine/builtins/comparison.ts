import { compareValues, equalValues } from "./compare";
import type { Builtins } from "./operands";
import { isArray, isNumber, isObject, RegoSet, typeName } from "./value";

/** Comparisons, and what kind of value something is. None of them fails. */
export const comparisonBuiltins: Builtins = {
  eq: (_ctx, a, b) => equalValues(a, b),
  assign: (_ctx, a, b) => equalValues(a, b),
  equal: (_ctx, a, b) => equalValues(a, b),
  neq: (_ctx, a, b) => !equalValues(a, b),
  lt: (_ctx, a, b) => compareValues(a, b) < 0,
  lte: (_ctx, a, b) => compareValues(a, b) <= 0,
  gt: (_ctx, a, b) => compareValues(a, b) > 0,
  gte: (_ctx, a, b) => compareValues(a, b) >= 0,
  is_array: (_ctx, value) => isArray(value),
  is_boolean: (_ctx, value) => typeof value === "boolean",
  is_null: (_ctx, value) => value === null,
  is_number: (_ctx, value) => isNumber(value),
  is_object: (_ctx, value) => isObject(value),
  is_set: (_ctx, value) => value instanceof RegoSet,
  is_string: (_ctx, value) => typeof value === "string",
  type_name: (_ctx, value) => typeName(value),
};
