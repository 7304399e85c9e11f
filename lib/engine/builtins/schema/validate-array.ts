import type { Value } from "../value";
import { comparableJson } from "./compile";
import { closest, type Result } from "./result";
import type { SubSchema } from "./sub-schema";
import type { Validate } from "./validate-type";

export function validateArray(
  result: Result,
  validate: Validate,
  schema: SubSchema,
  items: readonly Value[],
  path: string,
): void {
  validateItems(result, validate, schema, items, path);
  if (schema.minItems !== undefined && items.length < schema.minItems)
    result.add(path, "array_min_items", `Array must have at least ${schema.minItems} items`);
  if (schema.maxItems !== undefined && items.length > schema.maxItems)
    result.add(path, "array_max_items", `Array must have at most ${schema.maxItems} items`);
  if (schema.isUnique) validateUnique(result, items, path);
  if (schema.contains !== undefined) validateContains(result, validate, schema.contains, items, path);
  result.score += 1;
}

function validateItems(
  result: Result,
  validate: Validate,
  schema: SubSchema,
  items: readonly Value[],
  path: string,
): void {
  const [first] = schema.items;
  if (first === undefined) return;
  items.forEach((item, index) => {
    const own = schema.isSingleItem ? first : schema.items[index];
    const sub = own ?? (typeof schema.additionalItems === "object" ? schema.additionalItems : undefined);
    if (sub !== undefined) result.merge(validate(sub, item, `${path}.${index}`));
  });
  if (!schema.isSingleItem && items.length > schema.items.length && schema.additionalItems === false)
    result.add(path, "array_no_additional_items", "No additional items allowed on array");
}

function validateUnique(result: Result, items: readonly Value[], path: string): void {
  const seen = new Map<string, number>();
  items.forEach((item, index) => {
    const text = comparableJson(item);
    const before = seen.get(text);
    if (before !== undefined) result.add(path, "unique", `array items[${before},${index}] must be unique`);
    seen.set(text, index);
  });
}

function validateContains(
  result: Result,
  validate: Validate,
  schema: SubSchema,
  items: readonly Value[],
  path: string,
): void {
  const failed: Result[] = [];
  for (const [index, item] of items.entries()) {
    const found = validate(schema, item, `${path}.${index}`);
    if (found.isValid) return;
    failed.push(found);
  }
  result.add(path, "contains", "At least one of the items must match");
  const best = closest(failed);
  if (best !== undefined) result.merge(best);
}
