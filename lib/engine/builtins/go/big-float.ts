import { parseDecimal } from "../decimal";

/** Go's `big.Float`: `±mantissa × 2^exponent`, rounded half to even to `precision` bits. */
export interface BigFloat {
  readonly negative: boolean;
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly precision: number;
}

/** The precision Go gives a number that it reads from text. */
export const PRECISION = 64;

/** Reads a number, or zero where the text is none: number texts were checked where they entered. */
export function floatFromText(text: string, precision = PRECISION): BigFloat {
  const { coefficient, exponent } = parseDecimal(text) ?? { coefficient: 0n, exponent: 0 };
  const negative = text.startsWith("-");
  const magnitude = coefficient < 0n ? -coefficient : coefficient;
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent >= 0
    ? roundRatio(negative, magnitude * power, 1n, precision)
    : roundRatio(negative, magnitude, power, precision);
}

/** An integer at the precision that holds it, but at least 64 bits: Go's `SetInt`. */
export function floatFromInteger(value: bigint): BigFloat {
  const mantissa = value < 0n ? -value : value;
  const precision = Math.max(PRECISION, bitLength(mantissa));
  return { negative: value < 0n, mantissa, exponent: 0, precision };
}

export function addFloats(
  a: BigFloat,
  b: BigFloat,
  precision = Math.max(a.precision, b.precision),
): BigFloat {
  const exponent = Math.min(a.exponent, b.exponent);
  const sum = signedAt(a, exponent) + signedAt(b, exponent);
  const negative = sum === 0n ? a.negative && b.negative : sum < 0n;
  return scaled(negative, sum < 0n ? -sum : sum, exponent, precision);
}

export function negateFloat(a: BigFloat): BigFloat {
  return { ...a, negative: !a.negative };
}

export function multiplyFloats(
  a: BigFloat,
  b: BigFloat,
  precision = Math.max(a.precision, b.precision),
): BigFloat {
  return scaled(a.negative !== b.negative, a.mantissa * b.mantissa, a.exponent + b.exponent, precision);
}

/** The divisor must not be zero. */
export function divideFloats(a: BigFloat, b: BigFloat): BigFloat {
  const precision = Math.max(a.precision, b.precision);
  const shift = a.exponent - b.exponent;
  const negative = a.negative !== b.negative;
  return shift >= 0
    ? roundRatio(negative, a.mantissa << BigInt(shift), b.mantissa, precision)
    : roundRatio(negative, a.mantissa, b.mantissa << BigInt(-shift), precision);
}

/** Towards zero. */
export function truncateFloat(a: BigFloat): bigint {
  const magnitude = a.exponent >= 0 ? a.mantissa << BigInt(a.exponent) : a.mantissa >> BigInt(-a.exponent);
  return a.negative ? -magnitude : magnitude;
}

export function isIntegerFloat(a: BigFloat): boolean {
  return a.exponent >= 0 || (a.mantissa >> BigInt(-a.exponent)) << BigInt(-a.exponent) === a.mantissa;
}

/**
 * Go's shortest text that reads back as the same number.
 *
 * @param isPlainInteger whether integers are written without an exponent, as OPA writes its numbers
 */
export function floatText(a: BigFloat, isPlainInteger = true): string {
  const sign = a.negative ? "-" : "";
  if (a.mantissa === 0n) return `${sign}0`;
  const { digits, point } = shortestDigits(a);
  if (isPlainInteger && isIntegerFloat(a)) return sign + digits.padEnd(point, "0");
  if (point - 1 < -4 || point - 1 >= 6) {
    const power = point - 1;
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
    const exponent = String(Math.abs(power)).padStart(2, "0");
    return `${sign}${digits.slice(0, 1)}${fraction}e${power < 0 ? "-" : "+"}${exponent}`;
  }
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  const fraction = digits.slice(point);
  return sign + digits.slice(0, point).padEnd(point, "0") + (fraction === "" ? "" : `.${fraction}`);
}

/** `0.digits × 10^point`, no zeros at either end. */
interface Digits {
  readonly digits: string;
  readonly point: number;
}

/** The fewest digits between the two halves of the last bit, nearest to the number. */
function shortestDigits(a: BigFloat): Digits {
  const shift = a.precision + 1 - bitLength(a.mantissa);
  const mantissa = shift >= 0 ? a.mantissa << BigInt(shift) : a.mantissa >> BigInt(-shift);
  const exponent = a.exponent - shift;
  const exact = decimalDigits(mantissa, exponent);
  const lower = decimalDigits(mantissa - 1n, exponent);
  const upper = decimalDigits(mantissa + 1n, exponent);
  const isInclusive = (mantissa & 2n) === 0n;
  for (let index = 0; index < exact.digits.length; index++) {
    const low = digitAt(lower, index + lower.point - exact.point);
    const middle = digitAt(exact, index);
    const high = digitAt(upper, index + upper.point - exact.point);
    const isLast = (bound: Digits): boolean => index + bound.point - exact.point + 1 >= bound.digits.length;
    const canRoundDown = low !== middle || (isInclusive && isLast(lower));
    const canRoundUp = middle !== high && (isInclusive || middle + 1 < high || !isLast(upper));
    if (canRoundDown && canRoundUp) return roundedDigits(exact, index + 1, isHalfUp(exact, index + 1));
    if (canRoundDown) return roundedDigits(exact, index + 1, false);
    if (canRoundUp) return roundedDigits(exact, index + 1, true);
  }
  return exact;
}

function digitAt({ digits }: Digits, index: number): number {
  const code = digits.charCodeAt(index);
  return index < 0 || Number.isNaN(code) ? 0 : code - 48;
}

function isHalfUp({ digits }: Digits, count: number): boolean {
  const next = digits.charCodeAt(count) - 48;
  if (next !== 5 || count + 1 !== digits.length) return next >= 5;
  return count > 0 && (digits.charCodeAt(count - 1) - 48) % 2 === 1;
}

function roundedDigits({ digits, point }: Digits, count: number, isUp: boolean): Digits {
  const kept = digits.slice(0, count);
  if (!isUp) return trimmed(kept, point);
  const raised = (BigInt(kept) + 1n).toString().padStart(count, "0");
  return trimmed(raised, point + raised.length - count);
}

function trimmed(digits: string, point: number): Digits {
  return { digits: digits.replace(/0+$/, ""), point };
}

function decimalDigits(mantissa: bigint, exponent: number): Digits {
  const zeros = trailingZeros(mantissa);
  const odd = mantissa >> BigInt(zeros);
  const power = exponent + zeros;
  const text = (power >= 0 ? odd << BigInt(power) : odd * 5n ** BigInt(-power)).toString();
  return trimmed(text, text.length + Math.min(0, power));
}

function trailingZeros(value: bigint): number {
  let zeros = 0;
  for (let rest = value; rest !== 0n && (rest & 1n) === 0n; rest >>= 1n) zeros += 1;
  return zeros;
}

function signedAt(a: BigFloat, exponent: number): bigint {
  const mantissa = a.mantissa << BigInt(a.exponent - exponent);
  return a.negative ? -mantissa : mantissa;
}

function scaled(negative: boolean, mantissa: bigint, exponent: number, precision: number): BigFloat {
  const excess = bitLength(mantissa) - precision;
  if (excess <= 0) return { negative, mantissa, exponent, precision };
  const rounded = roundRatio(negative, mantissa, 1n, precision);
  return { ...rounded, exponent: rounded.exponent + exponent };
}

function roundRatio(negative: boolean, numerator: bigint, denominator: bigint, precision: number): BigFloat {
  if (numerator === 0n) return { negative, mantissa: 0n, exponent: 0, precision };
  let shift = precision - bitLength(numerator) + bitLength(denominator);
  let { quotient, rest, divisor } = divided(numerator, denominator, shift);
  if (bitLength(quotient) > precision) {
    shift -= 1;
    ({ quotient, rest, divisor } = divided(numerator, denominator, shift));
  }
  const twice = rest * 2n;
  const isUp = twice > divisor || (twice === divisor && (quotient & 1n) === 1n);
  return { negative, mantissa: isUp ? quotient + 1n : quotient, exponent: -shift, precision };
}

function divided(
  numerator: bigint,
  denominator: bigint,
  shift: number,
): { quotient: bigint; rest: bigint; divisor: bigint } {
  const dividend = shift >= 0 ? numerator << BigInt(shift) : numerator;
  const divisor = shift >= 0 ? denominator : denominator << BigInt(-shift);
  return { quotient: dividend / divisor, rest: dividend % divisor, divisor };
}

function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return value === 0n ? 0 : hex.length * 4 - Math.clz32(Number.parseInt(hex.slice(0, 1), 16)) + 28;
}
