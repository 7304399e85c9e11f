import { BuiltinError } from "../value";

const unitNs: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1000n],
  ["µs", 1000n],
  ["μs", 1000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);

const hoursOf: ReadonlyMap<string, number> = new Map([
  ["d", 24],
  ["w", 7 * 24],
  ["y", 365 * 24],
]);

const INT64_MAX = 2n ** 63n - 1n;

/**
 * Go's `time.ParseDuration`, with OPA's units of days, weeks and years.
 *
 * @returns nanoseconds
 * @throws BuiltinError
 */
export function parseDuration(text: string): bigint {
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  const body = text.slice(sign.length);
  if (body === "0") return 0n;
  const segments = [...body.matchAll(/([0-9]*)(?:\.([0-9]*))?([a-zµμ]+)/gy)];
  const isWhole = segments.reduce((length, match) => length + match[0].length, 0) === body.length;
  if (body === "" || !isWhole) throw invalid(text);
  const total = segments.reduce(
    (sum, [, whole = "", fraction = "", unit = ""]) => sum + segmentNs(whole, fraction, unit, text),
    0n,
  );
  const signed = sign === "-" ? -total : total;
  if (signed > INT64_MAX || signed < -INT64_MAX - 1n) throw invalid(text);
  return signed;
}

function segmentNs(whole: string, fraction: string, unit: string, text: string): bigint {
  if (whole === "" && fraction === "") throw invalid(text);
  const hours = hoursOf.get(unit);
  if (hours !== undefined) {
    const [scaledWhole = "", scaledFraction = ""] = decimalText(Number(`${whole}.${fraction}`) * hours).split(
      ".",
    );
    return segmentNs(scaledWhole, scaledFraction, "h", text);
  }
  const factor = unitNs.get(unit);
  if (factor === undefined) throw invalid(text);
  const part =
    fraction === "" ? 0n : BigInt(Math.trunc(Number(fraction) * (Number(factor) / 10 ** fraction.length)));
  return BigInt(whole === "" ? "0" : whole) * factor + part;
}

function decimalText(value: number): string {
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
}

function invalid(text: string): BuiltinError {
  return new BuiltinError(`invalid duration ${text}`);
}
