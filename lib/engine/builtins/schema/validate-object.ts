import { compareText } from "../compare";
import { matchesPattern } from "../regex-cache";
import type { Value } from "../value";
import type { Result } from "./result";
import type { Members, SubSchema } from "./sub-schema";
import type { Validate } from "./validate-type";

export function validateObject(
  result: Result,
  validate: Validate,
  schema: SubSchema,
  members: Members,
  path: string,
): void {
  const names = Object.keys(members).sort(compareText);
  if (schema.minProperties !== undefined && names.length < schema.minProperties)
    result.add(path, "array_min_properties", `Must have at least ${schema.minProperties} properties`);
  if (schema.maxProperties !== undefined && names.length > schema.maxProperties)
    result.add(path, "array_max_properties", `Must have at most ${schema.maxProperties} properties`);
  for (const name of schema.required) {
    if (Object.hasOwn(members, name)) result.score += 1;
    else result.add(path, "required", `${name} is required`);
  }
  for (const name of names) {
    const value = members[name] ?? null;
    const isMatched = validatePatterns(result, validate, schema, name, value, path);
    if (schema.properties.has(name) || isMatched) continue;
    if (schema.additionalProperties === false)
      result.add(path, "additional_property_not_allowed", `Additional property ${name} is not allowed`);
    else if (typeof schema.additionalProperties === "object")
      result.merge(validate(schema.additionalProperties, value, `${path}.${name}`));
  }
  if (schema.propertyNames !== undefined) {
    for (const name of names) {
      const found = validate(schema.propertyNames, name, path);
      if (found.isValid) continue;
      result.add(path, "invalid_property_name", `Property name of "${name}" does not match`);
      result.merge(found);
    }
  }
  result.score += 1;
}

function validatePatterns(
  result: Result,
  validate: Validate,
  schema: SubSchema,
  name: string,
  value: Value,
  path: string,
): boolean {
  let isMatched = false;
  for (const [pattern, sub] of schema.patternProperties) {
    if (!matchesPattern(pattern, name)) continue;
    isMatched = true;
    result.merge(validate(sub, value, `${path}.${name}`));
  }
  if (isMatched) result.score += 1;
  return isMatched;
}
