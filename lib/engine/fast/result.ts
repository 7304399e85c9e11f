import { isArray, RegoMap, RegoSet, type RecordValue, type Value } from "../builtins/value";
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
  const left = budget - SCALAR;
  if (typeof value === "string") return left - value.length;
  if (typeof value !== "object" || value === null) return left;
  if (isArray(value)) return measureAll(value, left);
  if (value instanceof BuiltSet) return measureAll(value.members, left);
  if (value instanceof RegoSet) return measureAll(value.items, left);
  if (value instanceof RegoMap) return measureAll(value.entries.flat(), left);
  return isRecord(value) ? measureMembers(value, left) : left;
}

function measureAll(parts: readonly Value[], budget: number): number {
  let left = budget;
  for (let index = 0; index < parts.length && left >= 0; index++) left = measure(parts[index] ?? null, left);
  return left;
}

function measureMembers(record: RecordValue, budget: number): number {
  let left = budget;
  for (const key in record) {
    left = measure(record[key] ?? null, left - SCALAR - key.length);
    if (left < 0) break;
  }
  return left;
}
