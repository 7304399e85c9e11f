import { compareDecimals } from "./decimal";
import {
  ExactNumber,
  isArray,
  isNumber,
  isObject,
  numberText,
  RegoMap,
  RegoSet,
  type RecordValue,
  type Value,
} from "./value";

/**
 * OPA's total order: null < false < true < numbers < strings < arrays < objects < sets. Negative, zero or positive.
 * Strings compare by code point, as Go compares their UTF-8 bytes.
 */
export function compareValues(a: Value, b: Value): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (isArray(a) && isArray(b)) return compareSequences(a, b);
  if (a instanceof RegoSet && b instanceof RegoSet) return compareSequences(a.items, b.items);
  if (isObject(a) && isObject(b)) return compareObjects(a, b);
  return 0;
}

export function equalValues(a: Value, b: Value): boolean {
  return compareValues(a, b) === 0;
}

/** By code point. UTF-16 order differs only where surrogates meet the units above them. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return codeUnitRank(left) - codeUnitRank(right);
  }
  return a.length - b.length;
}

/** The value of an object under any key, or undefined. */
export function getKey(value: RecordValue | RegoMap, key: Value): Value | undefined {
  if (value instanceof RegoMap) {
    const index = findSorted(value.entries.length, (at) =>
      compareValues(value.entries[at]?.[0] ?? null, key),
    );
    return value.entries[index]?.[1];
  }
  return typeof key === "string" && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function setHas(set: RegoSet, wanted: Value): boolean {
  const { items } = set;
  return findSorted(items.length, (at) => compareValues(items[at] ?? null, wanted)) >= 0;
}

/** The index at which `order` is zero, or -1. */
function findSorted(length: number, order: (index: number) => number): number {
  let low = 0;
  let high = length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = order(middle);
    if (found === 0) return middle;
    if (found < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The entries of an object, sorted by key. */
export function entriesOf(value: RecordValue | RegoMap): readonly (readonly [Value, Value])[] {
  if (value instanceof RegoMap) return value.entries;
  const entries = Object.entries(value);
  return isSorted(entries) ? entries : entries.sort((a, b) => compareText(a[0], b[0]));
}

/** Kubernetes objects are mostly stored sorted. */
function isSorted(entries: readonly (readonly [string, Value])[]): boolean {
  for (let index = 1; index < entries.length; index++)
    if (compareText(entries[index - 1]?.[0] ?? "", entries[index]?.[0] ?? "") > 0) return false;
  return true;
}

/** The names of an object's members, sorted. */
export function sortedKeys(value: RecordValue): readonly string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index++)
    if (compareText(keys[index - 1] ?? "", keys[index] ?? "") > 0) return keys.sort(compareText);
  return keys;
}

/** Up to this many items are put in order one by one: for so few, the general way costs more than it saves. */
const INSERTED_MAX = 12;

/** Sorts in place; equal items keep their order. */
export function sortInPlace<Item>(items: Item[], compare: (a: Item, b: Item) => number): Item[] {
  if (items.length > INSERTED_MAX) return items.sort(compare);
  for (let end = 1; end < items.length; end++) {
    const item = items[end];
    if (item === undefined) continue;
    let at = end;
    for (
      let before = items[at - 1];
      before !== undefined && compare(before, item) > 0;
      before = items[at - 1]
    )
      items[at--] = before;
    items[at] = item;
  }
  return items;
}

/** Sorts values in place. */
export function sortValues(values: Value[]): Value[] {
  return sortInPlace(values, compareValues);
}

/** A set of these values. */
export function makeSet(values: readonly Value[]): RegoSet {
  const sorted = sortValues([...values]);
  return new RegoSet(
    sorted.filter((value, index) => index === 0 || !equalValues(sorted[index - 1] ?? null, value)),
  );
}

/** An object of these entries; of equal keys the last one counts. */
export function makeObject(entries: readonly (readonly [Value, Value])[]): RecordValue | RegoMap {
  if (entries.every(isTextEntry)) return Object.fromEntries(entries);
  const sorted = entries.map((entry, index) => ({ entry, index }));
  sorted.sort((a, b) => compareValues(a.entry[0], b.entry[0]) || a.index - b.index);
  const last = sorted.filter(({ entry }, index) => {
    const next = sorted[index + 1];
    return next === undefined || !equalValues(entry[0], next.entry[0]);
  });
  return new RegoMap(last.map(({ entry }) => entry));
}

function isTextEntry(entry: readonly [Value, Value]): entry is readonly [string, Value] {
  return typeof entry[0] === "string";
}

function rankOf(value: Value): number {
  if (value === null) return 0;
  if (typeof value === "boolean") return 1;
  if (typeof value === "number" || value instanceof ExactNumber) return 2;
  if (typeof value === "string") return 3;
  if (isArray(value)) return 4;
  return value instanceof RegoSet ? 6 : 5;
}

function codeUnitRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x2000 : unit + 0x2000;
}

function compareNumbers(a: number | ExactNumber, b: number | ExactNumber): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return compareDecimals(numberText(a), numberText(b));
}

function compareSequences(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const order = compareValues(a[index] ?? null, b[index] ?? null);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** OPA compares the sorted keys first, one by one with their values. */
function compareObjects(a: RecordValue | RegoMap, b: RecordValue | RegoMap): number {
  if (!(a instanceof RegoMap) && !(b instanceof RegoMap)) return compareRecords(a, b);
  const left = entriesOf(a);
  const right = entriesOf(b);
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const [leftKey, leftValue] = left[index] ?? [null, null];
    const [rightKey, rightValue] = right[index] ?? [null, null];
    const order = compareValues(leftKey, rightKey) || compareValues(leftValue, rightValue);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareRecords(a: RecordValue, b: RecordValue): number {
  const left = sortedKeys(a);
  const right = sortedKeys(b);
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const [leftKey, rightKey] = [left[index] ?? "", right[index] ?? ""];
    const order = compareText(leftKey, rightKey) || compareValues(a[leftKey] ?? null, b[rightKey] ?? null);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
