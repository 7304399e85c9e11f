import { entriesOf } from "./compare";
import type { BuiltinContext, Builtins } from "./operands";
import { BuiltinLimit, isArray, isObject, RegoSet, type Value } from "./value";

/** Values that one call may visit. */
const VISITS_MAX = 2_000_000;

export const walkBuiltins: Builtins = {
  /** Every value below one with its path, parents first: `[path, value]` each. */
  walk: (ctx, value) => {
    const found: Value[] = [];
    visit(ctx, found, [], value);
    return found;
  },
};

function visit(ctx: BuiltinContext, found: Value[], path: readonly Value[], value: Value): void {
  if (found.length >= VISITS_MAX) throw new BuiltinLimit(`walk would visit more than ${VISITS_MAX} values.`);
  ctx.charge?.(1 + (path.length >> 2));
  found.push([path, value]);
  if (typeof value !== "object" || value === null) return;
  if (isArray(value)) value.forEach((item, index) => visit(ctx, found, [...path, index], item));
  else if (value instanceof RegoSet) for (const item of value.items) visit(ctx, found, [...path, item], item);
  else if (isObject(value))
    for (const [key, item] of entriesOf(value)) visit(ctx, found, [...path, key], item);
}
