import { isArray, RegoMap, RegoSet, type Value } from "../builtins/value";
import { EvaluationFailure } from "../sandbox/failure";
import { BuiltSet } from "./runtime/built-set";
import { isRecord } from "./runtime/shape";

/** Characters that a value costs besides its text. */
const SCALAR = 4;

/**
 * Refuses a result that is too large to carry. Values may be shared inside a result, so that a small program can make
 * one of any size: counting stops at the limit.
 */
export function limitSize(value: Value, bytesMax: number): void {
  if (value instanceof RegoSet && value.size === 0) return;
  const left = measure(value, bytesMax);
  if (left < 0)
    throw new EvaluationFailure("result_limit", `A result is larger than the ${bytesMax} bytes it may have.`);
}

/** What is left of `budget` after the value; negative as soon as it is used up. */
function measure(value: Value, budget: number): number {
  let left = budget - SCALAR;
  if (typeof value === "string") return left - value.length;
  if (typeof value !== "object" || value === null) return left;
  const parts = isArray(value) ? value : membersOf(value);
  for (let index = 0; index < parts.length && left >= 0; index++) left = measure(parts[index] ?? null, left);
  return left;
}

function membersOf(value: Value): readonly Value[] {
  if (value instanceof BuiltSet) return value.members;
  if (value instanceof RegoSet) return value.items;
  if (value instanceof RegoMap) return value.entries.flat();
  return isRecord(value) ? [...Object.keys(value), ...Object.values(value)] : [];
}
