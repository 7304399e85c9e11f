import { toInteger } from "./decimal";
import {
  addFloats,
  divideFloats,
  floatFromInteger,
  floatFromText,
  floatText,
  negateFloat,
  isIntegerFloat,
  multiplyFloats,
  truncateFloat,
  type BigFloat,
} from "./go/big-float";
import { numberOperand, operandError, type Builtin, type BuiltinContext, type Builtins } from "./operands";
import { differenceOf } from "./sets";
import {
  BuiltinError,
  BuiltinLimit,
  isNumber,
  numberFromText,
  numberText,
  RegoSet,
  type ExactNumber,
  type Value,
} from "./value";

type NumberValue = number | ExactNumber;

/** Digits that the result of one operation may have. */
const DIGITS_MAX = 200_000;
const INT32_MAX = 2 ** 31 - 1;

/** As OPA calculates: integers exactly, everything else with Go's 64-bit floats. */
export const arithmeticBuiltins: Builtins = {
  plus: (ctx, a, b) => {
    const x = numberOperand(a, 1);
    const y = numberOperand(b, 2);
    return plus(ctx, x, y);
  },
  minus: (ctx, a, b) => {
    if (isNumber(a) && isNumber(b)) return minus(ctx, a, b);
    if (a instanceof RegoSet && b instanceof RegoSet) return differenceOf(a, b);
    if (!isNumber(a) && !(a instanceof RegoSet)) throw operandError(a, 1, "number", "set");
    throw operandError(b, 2, isNumber(b) ? "set" : "number");
  },
  mul: (ctx, a, b) => {
    const x = numberOperand(a, 1);
    const y = numberOperand(b, 2);
    if (Number.isSafeInteger(x) && Number.isSafeInteger(y)) {
      const product = Number(x) * Number(y);
      if (Number.isSafeInteger(product)) return product + 0;
    }
    return calculate(ctx, x, y, (i, j) => i * j, multiplyFloats);
  },
  div: (_ctx, a, b) => divide(numberOperand(a, 1), numberOperand(b, 2)),
  rem: (_ctx, a, b) => remainder(numberOperand(a, 1), numberOperand(b, 2)),
  abs: unary(Math.abs, (x) => ({ ...x, negative: false })),
  round: unary(
    (x) => x,
    (x) => floatFromInteger(truncateFloat(addFloats(x, x.negative ? negateFloat(half) : half))),
  ),
  /** Go's code rounds up what lies between -1 and 0 as well: `ceil(-0.5)` is 1 in OPA. */
  ceil: unary(
    (x) => x,
    (x) => {
      const whole = floatFromInteger(truncateFloat(x));
      return whole.negative || isIntegerFloat(x) ? whole : addFloats(whole, one);
    },
  ),
  floor: unary(
    (x) => x,
    (x) => {
      const whole = floatFromInteger(truncateFloat(x));
      return !whole.negative || isIntegerFloat(x) ? whole : addFloats(whole, negateFloat(one));
    },
  ),
};

const half: BigFloat = { negative: false, mantissa: 1n, exponent: -1, precision: 53 };
const one: BigFloat = { negative: false, mantissa: 1n, exponent: 0, precision: 53 };

function plus(ctx: BuiltinContext, x: NumberValue, y: NumberValue): NumberValue {
  if (Number.isSafeInteger(x) && Number.isSafeInteger(y)) {
    const sum = Number(x) + Number(y);
    if (Number.isSafeInteger(sum)) return sum;
  }
  return calculate(ctx, x, y, (i, j) => i + j, addFloats);
}

function minus(ctx: BuiltinContext, x: NumberValue, y: NumberValue): NumberValue {
  if (Number.isSafeInteger(x) && Number.isSafeInteger(y)) {
    const difference = Number(x) - Number(y);
    if (Number.isSafeInteger(difference)) return difference;
  }
  return calculate(
    ctx,
    x,
    y,
    (i, j) => i - j,
    (a, b) => addFloats(a, negateFloat(b)),
  );
}

function calculate(
  ctx: BuiltinContext,
  x: NumberValue,
  y: NumberValue,
  exact: (x: bigint, y: bigint) => bigint,
  float: (x: BigFloat, y: BigFloat) => BigFloat,
): NumberValue {
  const first = numberText(x);
  const second = numberText(y);
  if (first.length + second.length > DIGITS_MAX)
    throw new BuiltinLimit(`A number would have more than ${DIGITS_MAX} digits.`);
  const i = toInteger(first);
  const j = i === null ? null : toInteger(second);
  if (i !== null && j !== null) {
    const text = exact(i, j).toString();
    ctx.charge?.(text.length / 10);
    return numberFromText(text);
  }
  return numberFromText(floatText(float(floatFromText(first), floatFromText(second))));
}

function divide(x: NumberValue, y: NumberValue): NumberValue {
  if (Number.isSafeInteger(x) && Number.isSafeInteger(y) && x !== 0 && y !== 0) {
    const quotient = Number(x) / Number(y);
    if (Number.isSafeInteger(quotient)) return quotient;
  }
  const divisor = floatFromText(numberText(y));
  if (divisor.mantissa === 0n) throw new BuiltinError("divide by zero");
  return numberFromText(floatText(divideFloats(floatFromText(numberText(x)), divisor)));
}

function remainder(x: NumberValue, y: NumberValue): NumberValue {
  if (Number.isSafeInteger(x) && Number.isSafeInteger(y) && y !== 0) return (Number(x) % Number(y)) + 0;
  const i = toInteger(numberText(x));
  const j = toInteger(numberText(y));
  if (i === null || j === null) throw new BuiltinError("modulo on floating-point number");
  if (j === 0n) throw new BuiltinError("modulo by zero");
  return numberFromText(String(i % j));
}

/** Go takes the short way for integers of 32 bits only; larger ones lose what 64 bits do not hold. */
function unary(small: (x: number) => number, float: (x: BigFloat) => BigFloat): Builtin {
  return (_ctx: BuiltinContext, value: Value) => {
    const x = numberOperand(value, 1);
    if (typeof x === "number" && Number.isInteger(x) && Math.abs(x) <= INT32_MAX) return small(x) + 0;
    return numberFromText(floatText(float(floatFromText(numberText(x)))));
  };
}
