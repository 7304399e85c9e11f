import { codePointCount } from "./bytes";
import { compareValues, entriesOf, equalValues, getKey, setHas, sortValues } from "./compare";
import { toInteger } from "./decimal";
import { addFloats, floatFromText, floatText, multiplyFloats, type BigFloat } from "./go/big-float";
import { elementError, itemsOperand, operandError, type Builtins } from "./operands";
import {
  BuiltinLimit,
  isArray,
  isNumber,
  isObject,
  numberFromText,
  numberText,
  RegoMap,
  RegoSet,
  type ExactNumber,
  type Value,
} from "./value";

/** Digits that a product may have. */
const DIGITS_MAX = 200_000;

export const aggregateBuiltins: Builtins = {
  count: (_ctx, value) => {
    if (isArray(value)) return value.length;
    if (typeof value === "string") return codePointCount(value);
    if (value instanceof RegoSet) return value.size;
    if (value instanceof RegoMap) return value.entries.length;
    if (isObject(value)) return Object.keys(value).length;
    throw operandError(value, 1, "array", "object", "set", "string");
  },
  sum: (_ctx, value) => {
    const items = itemsOperand(value, 1);
    let sum = 0;
    for (const item of items) sum = typeof item === "number" ? sum + item : Number.NaN;
    if (Number.isSafeInteger(sum) && items.every(Number.isSafeInteger)) return sum;
    return accumulate(
      value,
      items,
      (a, b) => a + b,
      0n,
      (a, b) => addFloats(a, b),
      zero,
    );
  },
  product: (ctx, value) => {
    const items = itemsOperand(value, 1);
    ctx.charge?.(items.length);
    return accumulate(
      value,
      items,
      (a, b) => a * b,
      1n,
      (a, b) => multiplyFloats(a, b, 53),
      one,
    );
  },
  max: (_ctx, value) =>
    itemsOperand(value, 1).reduce<Value | undefined>(
      (found, item) => (found === undefined || compareValues(found, item) <= 0 ? item : found),
      undefined,
    ),
  min: (_ctx, value) =>
    itemsOperand(value, 1).reduce<Value | undefined>(
      (found, item) => (found === undefined || compareValues(found, item) >= 0 ? item : found),
      undefined,
    ),
  sort: (_ctx, value) => {
    const items = itemsOperand(value, 1);
    return isArray(value) ? sortValues([...items]) : items;
  },
  all: (_ctx, value) => itemsOperand(value, 1, ["array", "set"]).every((item) => item === true),
  any: (_ctx, value) => itemsOperand(value, 1, ["array", "set"]).includes(true),
  "internal.member_2": (_ctx, item, collection) => {
    if (collection instanceof RegoSet) return setHas(collection, item);
    if (isArray(collection)) return holds(collection, item);
    return isObject(collection) && entriesOf(collection).some((entry) => equalValues(entry[1], item));
  },
  "internal.member_3": (_ctx, key, item, collection) => {
    if (collection instanceof RegoSet) return equalValues(key, item) && setHas(collection, key);
    const found = isArray(collection)
      ? collection[indexOf(key)]
      : isObject(collection)
        ? getKey(collection, key)
        : undefined;
    return found !== undefined && equalValues(found, item);
  },
};

const zero: BigFloat = { negative: false, mantissa: 0n, exponent: 0, precision: 64 };
const one: BigFloat = { negative: false, mantissa: 1n, exponent: 0, precision: 53 };

function holds(items: readonly Value[], wanted: Value): boolean {
  if (typeof wanted === "string" || typeof wanted === "boolean" || wanted === null)
    return items.includes(wanted);
  return items.some((item) => equalValues(item, wanted));
}

function indexOf(key: Value): number {
  if (typeof key === "number") return key;
  return isNumber(key) ? Number(toInteger(numberText(key)) ?? -1) : -1;
}

/** Exactly where all are integers, otherwise with Go's floats. */
function accumulate(
  collection: Value,
  items: readonly Value[],
  exact: (a: bigint, b: bigint) => bigint,
  start: bigint,
  float: (a: BigFloat, b: BigFloat) => BigFloat,
  floatStart: BigFloat,
): number | ExactNumber {
  const texts = items.map((item) => {
    if (!isNumber(item)) throw elementError(collection, item, 1, "number");
    return numberText(item);
  });
  if (texts.reduce((length, text) => length + text.length, 0) > DIGITS_MAX)
    throw new BuiltinLimit(`A number would have more than ${DIGITS_MAX} digits.`);
  const integers = texts.map(toInteger);
  if (integers.every((integer) => integer !== null))
    return numberFromText(String(integers.reduce(exact, start)));
  return numberFromText(floatText(texts.map((text) => floatFromText(text)).reduce(float, floatStart)));
}
