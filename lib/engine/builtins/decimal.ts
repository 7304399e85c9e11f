/** A decimal number `coefficient × 10^exponent`. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

/** Exponents beyond this are refused: OPA has the same limit on a number's size. */
const EXPONENT_MAX = 100_000;

/**
 * Reads a JSON number, or Go's looser spelling of one (leading `+`, `.5`, `5.`).
 *
 * @returns null when the text is no number or its exponent is out of range.
 */
export function parseDecimal(text: string): Decimal | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return null;
  const [, sign = "", whole = "", fraction = "", power = "0"] = match;
  if (whole === "" && fraction === "") return null;
  const exponent = Number(power) - fraction.length;
  if (!Number.isSafeInteger(exponent) || Math.abs(exponent) > EXPONENT_MAX) return null;
  const magnitude = BigInt(whole + fraction);
  return { coefficient: sign === "-" ? -magnitude : magnitude, exponent };
}

/** Order of two number texts; texts that are no numbers count as equal to everything. */
export function compareDecimals(a: string, b: string): number {
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  if (left === null || right === null) return 0;
  const shared = Math.min(left.exponent, right.exponent);
  const difference = scaledTo(left, shared) - scaledTo(right, shared);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The coefficient of the same number at a smaller exponent. */
function scaledTo(value: Decimal, exponent: number): bigint {
  return value.coefficient * 10n ** BigInt(value.exponent - exponent);
}

/** The integer that a number is, or null if it has a fraction (`1.0` and `1e3` are integers). */
export function toInteger(text: string): bigint | null {
  const value = parseDecimal(text);
  if (value === null) return null;
  if (value.exponent >= 0) return scaledTo(value, 0);
  const unit = 10n ** BigInt(-value.exponent);
  return value.coefficient % unit === 0n ? value.coefficient / unit : null;
}

/** Binary exponent that OPA allows a number, and what that is in decimal. */
const BINARY_EXPONENT_MAX = 100_000;
const BITS_PER_DIGIT = Math.log2(10);

/** Whether OPA refuses a number for its size. Only spellings with an exponent are looked at, as there. */
export function isTooLarge(text: string): boolean {
  if (!/[eE]/.test(text)) return false;
  const match = /^-?0*(\d*)(?:\.(0*)(\d*))?[eE]([+-]?\d+)$/.exec(text);
  const [, whole = "", zeros = "", fraction = "", power = "0"] = match ?? [];
  if (whole === "" && fraction === "") return Math.abs(Number(power)) > 2 ** 31;
  const decimal = Number(power) + (whole === "" ? -zeros.length : whole.length);
  return Math.abs(decimal * BITS_PER_DIGIT) > BINARY_EXPONENT_MAX;
}

/** The integer that OPA takes where it wants a machine's integer: `1.0` is one, `1e3` is none. */
export function toMachineInteger(text: string): bigint | null {
  const whole = /^(-?\d+)(?:\.0+)?$/.exec(text)?.[1];
  const integer = whole === undefined ? null : BigInt(whole);
  return integer === null || integer !== BigInt.asIntN(64, integer) ? null : integer;
}
