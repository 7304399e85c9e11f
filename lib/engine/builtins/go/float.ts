/** A positive number as `0.digits × 10^point`. */
interface Digits {
  readonly digits: string;
  readonly point: number;
}

/** A finite double as `mantissa × 2^exponent`. */
interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/**
 * Go's `strconv.FormatFloat` for doubles.
 *
 * @param verb one of `e E f g G b x X`
 * @param precision digits after the point (`e f x`) or significant digits (`g`); -1 for the fewest that read back the same
 */
export function formatGoFloat(value: number, verb: string, precision: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const magnitude = Math.abs(value);
  switch (verb) {
    case "b":
      return sign + formatBinary(magnitude);
    case "x":
      return sign + formatHex(magnitude, precision);
    case "X":
      return sign + formatHex(magnitude, precision).toUpperCase();
    case "f":
      return (
        sign + formatFixed(precision < 0 ? shortest(magnitude) : roundedAt(magnitude, precision), precision)
      );
    case "e":
    case "E": {
      const digits = precision < 0 ? shortest(magnitude) : roundedTo(magnitude, precision + 1);
      return sign + formatExponent(digits, precision < 0 ? digits.digits.length - 1 : precision, verb);
    }
    default:
      return sign + formatGeneral(magnitude, verb, precision);
  }
}

function formatGeneral(magnitude: number, verb: string, precision: number): string {
  const isShortest = precision < 0;
  const wanted = precision === 0 ? 1 : precision;
  const rounded = isShortest ? shortest(magnitude) : trimZeros(roundedTo(magnitude, wanted));
  const count = rounded.digits.length;
  let limit = isShortest ? 6 : wanted;
  if (!isShortest && limit > count && count >= rounded.point) limit = count;
  const exponent = rounded.point - 1;
  if (exponent < -4 || exponent >= limit)
    return formatExponent(rounded, Math.max(0, count - 1), verb === "G" ? "E" : "e");
  return formatFixed(rounded, Math.max(0, count - rounded.point));
}

function shortest(magnitude: number): Digits {
  if (magnitude === 0) return { digits: "", point: 1 };
  const [mantissa = "", exponent = "0"] = magnitude.toExponential().split("e");
  return trimZeros({ digits: mantissa.replace(".", ""), point: Number(exponent) + 1 });
}

function trimZeros(value: Digits): Digits {
  const digits = value.digits.replace(/0+$/, "");
  return digits === "" ? { digits, point: 1 } : { digits, point: value.point };
}

function decompose(magnitude: number): Binary {
  const bits = new BigUint64Array(new Float64Array([magnitude]).buffer)[0] ?? 0n;
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & ((1n << 52n) - 1n);
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

/** The exact decimal value `integer / 10^scale`. */
function exact(magnitude: number): { integer: bigint; scale: number } {
  const { mantissa, exponent } = decompose(magnitude);
  if (exponent >= 0) return { integer: mantissa << BigInt(exponent), scale: 0 };
  return { integer: mantissa * 5n ** BigInt(-exponent), scale: -exponent };
}

/** Rounded half to even at `decimals` places after the point. */
function roundedAt(magnitude: number, decimals: number): Digits {
  const { integer, scale } = exact(magnitude);
  const dropped = scale - decimals;
  const rounded = dropped <= 0 ? integer : divideToEven(integer, 10n ** BigInt(dropped));
  if (rounded === 0n) return { digits: "", point: 1 };
  const digits = rounded.toString();
  return { digits, point: digits.length - Math.min(scale, decimals) };
}

/** Rounded half to even to `count` significant digits. */
function roundedTo(magnitude: number, count: number): Digits {
  if (magnitude === 0) return { digits: "", point: 1 };
  const { integer, scale } = exact(magnitude);
  const text = integer.toString();
  if (text.length <= count) return { digits: text, point: text.length - scale };
  const rounded = divideToEven(integer, 10n ** BigInt(text.length - count)).toString();
  const carried = rounded.length > count ? 1 : 0;
  return { digits: rounded.slice(0, count), point: text.length - scale + carried };
}

function divideToEven(value: bigint, unit: bigint): bigint {
  const quotient = value / unit;
  const twice = (value % unit) * 2n;
  const up = twice > unit || (twice === unit && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

function formatFixed(value: Digits, precision: number): string {
  const { digits, point } = value;
  const whole = digits === "" || point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const places = precision < 0 ? Math.max(0, digits.length - point) : precision;
  if (places === 0) return whole;
  const fraction = digits === "" ? "" : point > 0 ? digits.slice(point) : "0".repeat(-point) + digits;
  return `${whole}.${fraction.slice(0, places).padEnd(places, "0")}`;
}

function formatExponent(value: Digits, precision: number, letter: string): string {
  const { digits, point } = value;
  const first = digits === "" ? "0" : digits.slice(0, 1);
  const fraction = precision > 0 ? `.${digits.slice(1, precision + 1).padEnd(precision, "0")}` : "";
  return `${first}${fraction}${letter}${signedPower(digits === "" ? 0 : point - 1)}`;
}

function signedPower(power: number): string {
  return `${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

function formatBinary(magnitude: number): string {
  const { mantissa, exponent } = decompose(magnitude);
  return `${mantissa}p${exponent < 0 ? "" : "+"}${exponent}`;
}

/** `0x1.8p+01`: one hexadecimal digit before the point, rounded half to even. */
function formatHex(magnitude: number, precision: number): string {
  if (magnitude === 0) return `0x0${precision > 0 ? `.${"0".repeat(precision)}` : ""}p+00`;
  const { mantissa, exponent } = decompose(magnitude);
  const length = mantissa.toString(2).length;
  let power = exponent + length - 1;
  let bits = mantissa << BigInt(53 - length);
  if (precision >= 0 && precision < 13) {
    const dropped = BigInt(52 - 4 * precision);
    bits = divideToEven(bits, 1n << dropped) << dropped;
    if (bits >= 1n << 53n) {
      bits >>= 1n;
      power += 1;
    }
  }
  const all = (bits & ((1n << 52n) - 1n)).toString(16).padStart(13, "0");
  const fraction = precision < 0 ? all.replace(/0+$/, "") : all.padEnd(precision, "0").slice(0, precision);
  return `0x1${fraction === "" ? "" : `.${fraction}`}p${signedPower(power)}`;
}
