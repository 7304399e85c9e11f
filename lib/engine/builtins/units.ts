import { parseDecimal, type Decimal } from "./decimal";
import { textOperand, type Builtins } from "./operands";
import { BuiltinError, numberFromText, type Value } from "./value";

/** A fraction; the denominator is positive. */
interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const DECIMAL_UNITS = ["", "k", "m", "g", "t", "p", "e"] as const;

/** The double nearest to 0.001, which is what OPA multiplies with. */
const MILLI: Rational = { numerator: 1152921504606847n, denominator: 1152921504606846976n };

export const unitBuiltins: Builtins = {
  "units.parse": (_ctx, text) => {
    const { amount, unit } = readAmount(textOperand(text, 1).replaceAll('"', ""), "units.parse", "");
    const normalized = unit.slice(0, 1) + unit.slice(1).toLowerCase();
    if (normalized === "m") return rationalText(times(toRational(amount), MILLI));
    const factor = unitFactor(normalized.toLowerCase(), "units.parse");
    return rationalText(times(toRational(amount), { numerator: factor, denominator: 1n }));
  },
  "units.parse_bytes": (_ctx, text) => {
    const { amount, unit } = readAmount(
      textOperand(text, 1).toLowerCase().replaceAll('"', ""),
      "units.parse_bytes",
      "byte ",
    );
    const factor = unitFactor(unit.replace(/(?<=[a-z])b$/, ""), "units.parse_bytes");
    const product = rounded(times(rounded(toRational(amount)), { numerator: factor, denominator: 1n }));
    return numberFromText(String(product.numerator / product.denominator));
  },
};

/** 1000^n for `k`, `m`, …; 1024^n for `ki`, `mi`, … */
function unitFactor(unit: string, builtin: string): bigint {
  const isBinary = unit.length === 2 && unit.endsWith("i");
  const power = DECIMAL_UNITS.findIndex((known) => known === (isBinary ? unit.slice(0, 1) : unit));
  if (power < 0 || (isBinary && power === 0))
    throw new BuiltinError(
      `${builtin}: ${builtin === "units.parse" ? "" : "byte "}unit ${unit} not recognized`,
    );
  return (isBinary ? 1024n : 1000n) ** BigInt(power);
}

/** Splits `1.5e3Ki` into number and unit. An `e` belongs to the number only if a digit or a sign follows. */
function readAmount(text: string, builtin: string, kind: string): { amount: Decimal; unit: string } {
  if (text.includes(" ")) throw new BuiltinError(`${builtin}: spaces not allowed in resource strings`);
  const number = /^(?:[0-9.+-]|[eE][+-]|[eE](?=[0-9]))*/.exec(text)?.[0] ?? "";
  if (/[eE][+-]?[0-9]{7}/.test(number)) throw new BuiltinError(`${builtin}: exponent too large`);
  if (number === "") throw new BuiltinError(`${builtin}: no ${kind}amount provided`);
  const amount = parseDecimal(number);
  if (amount === null) throw new BuiltinError(`${builtin}: could not parse ${kind}amount to a number`);
  return { amount, unit: text.slice(number.length) };
}

function toRational({ coefficient, exponent }: Decimal): Rational {
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent >= 0
    ? { numerator: coefficient * power, denominator: 1n }
    : { numerator: coefficient, denominator: power };
}

function times(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** An integer where it is one, otherwise ten decimals, halves away from zero. */
function rationalText({ numerator, denominator }: Rational): Value {
  if (numerator % denominator === 0n) return numberFromText(String(numerator / denominator));
  const magnitude = numerator < 0n ? -numerator : numerator;
  const scaled = (magnitude * 10n ** 10n * 2n + denominator) / (denominator * 2n);
  const digits = scaled.toString().padStart(11, "0");
  return numberFromText(`${numerator < 0n ? "-" : ""}${digits.slice(0, -10)}.${digits.slice(-10)}`);
}

/** Go's `big.Float` with its 64 bits of mantissa: rounded half to even. */
function rounded({ numerator, denominator }: Rational): Rational {
  if (numerator === 0n) return { numerator, denominator: 1n };
  const sign = numerator < 0n ? -1n : 1n;
  const magnitude = numerator * sign;
  const guess = magnitude.toString(2).length - denominator.toString(2).length;
  for (const shift of [64 - guess - 1, 64 - guess]) {
    const up = shift >= 0 ? magnitude << BigInt(shift) : magnitude;
    const down = shift >= 0 ? denominator : denominator << BigInt(-shift);
    const quotient = up / down;
    if (quotient.toString(2).length !== 64) continue;
    const twice = (up % down) * 2n;
    const mantissa = (quotient + (twice > down || (twice === down && quotient % 2n === 1n) ? 1n : 0n)) * sign;
    return shift >= 0
      ? { numerator: mantissa, denominator: 1n << BigInt(shift) }
      : { numerator: mantissa << BigInt(-shift), denominator: 1n };
  }
  return { numerator, denominator };
}
