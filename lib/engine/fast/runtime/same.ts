import { compareDecimals } from "../../builtins/decimal";
import {
  ExactNumber,
  numberText,
  RegoMap,
  RegoSet,
  type RecordValue,
  type Value,
} from "../../builtins/value";
import { charge } from "./meter";
import { isRecord } from "./shape";

/** Equality of two values, as OPA's comparison has it, without an order. Absent values are equal to each other only. */
export function same(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return sameNumber(a, b);
  if (Array.isArray(a)) return Array.isArray(b) && sameItems(a, b);
  if (Array.isArray(b)) return false;
  if (a instanceof RegoSet) return b instanceof RegoSet && sameSets(a, b);
  if (a instanceof RegoMap) return b instanceof RegoMap && sameMaps(a, b);
  if (a instanceof ExactNumber) return b instanceof ExactNumber && compareDecimals(a.text, b.text) === 0;
  return isRecord(a) && isRecord(b) && sameRecords(a, b);
}

/** `1` and `1.0` are one number in two spellings. */
function sameNumber(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a === "number" && b instanceof ExactNumber) return compareDecimals(numberText(a), b.text) === 0;
  if (typeof b === "number" && a instanceof ExactNumber) return compareDecimals(a.text, numberText(b)) === 0;
  return false;
}

function sameItems(a: readonly Value[], b: readonly Value[]): boolean {
  charge(1);
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (!same(a[index], b[index])) return false;
  return true;
}

/** Members are compared in their order, which is the same for equal sets. */
function sameSets(a: RegoSet, b: RegoSet): boolean {
  return a.size === b.size && (a.size === 0 || sameItems(a.items, b.items));
}

function sameMaps(a: RegoMap, b: RegoMap): boolean {
  charge(1);
  return (
    a.entries.length === b.entries.length &&
    a.entries.every(([key, value], index) => {
      const other = b.entries[index];
      return other !== undefined && same(key, other[0]) && same(value, other[1]);
    })
  );
}

function sameRecords(a: RecordValue, b: RecordValue): boolean {
  charge(1);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) if (!Object.hasOwn(b, key) || !same(a[key], b[key])) return false;
  return true;
}
