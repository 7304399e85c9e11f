import { v4 } from "uuid";
import { textOperand, type Builtins } from "./operands";
import { numberFromText, type Value } from "./value";

const VARIANTS: readonly (readonly [mask: number, value: number, name: string])[] = [
  [0xc0, 0x80, "RFC4122"],
  [0xe0, 0xc0, "Microsoft"],
  [0xe0, 0xe0, "Future"],
];
const DOMAINS = ["Person", "Group", "Org"];
/** 100-ns intervals between 1582-10-15 and 1970-01-01. */
const GREGORIAN_OFFSET = 122_192_928_000_000_000n;

export const uuidBuiltins: Builtins = {
  /** The same key gives the same UUID within one evaluation. */
  "uuid.rfc4122": (ctx, key) => {
    const memoKey = `uuid.rfc4122 ${textOperand(key, 1)}`;
    const known = ctx.memo.get(memoKey) ?? v4();
    ctx.memo.set(memoKey, known);
    return known;
  },
  "uuid.parse": (_ctx, text) => parse(textOperand(text, 1)),
};

function parse(text: string): Value | undefined {
  const hex = hexOf(text);
  if (hex === null) return undefined;
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const version = (bytes[6] ?? 0) >> 4;
  const variantByte = bytes[8] ?? 0;
  const variant = VARIANTS.find(([mask, value]) => (variantByte & mask) === value)?.[2] ?? "Reserved";
  return version === 1 || version === 2
    ? { version, variant, ...timeFields(hex, bytes, version) }
    : { version, variant };
}

/** 32 hexadecimal digits, or null. The braces of the Microsoft form are not looked at, as in Go. */
function hexOf(text: string): string | null {
  if (/^[0-9a-f]{32}$/i.test(text)) return text;
  const dashed =
    text.length === 45 && /^urn:uuid:/i.test(text)
      ? text.slice(9)
      : text.length === 38
        ? text.slice(1, 37)
        : text;
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(dashed) ? dashed.replaceAll("-", "") : null;
}

function timeFields(hex: string, bytes: Uint8Array, version: number): Record<string, Value> {
  const low = BigInt(`0x${hex.slice(0, 8)}`);
  const middle = BigInt(`0x${hex.slice(8, 12)}`);
  const high = BigInt(`0x${hex.slice(13, 16)}`);
  const ticks = low | (middle << 32n) | (high << 48n);
  const fields: Record<string, Value> = {
    time: numberFromText(String((ticks - GREGORIAN_OFFSET) * 100n)),
    nodeid: (hex.slice(20).match(/../g) ?? []).join("-").toLowerCase(),
    macvariables: macVariables(bytes[10] ?? 0),
    clocksequence: Number.parseInt(hex.slice(16, 20), 16) & 0x3fff,
  };
  if (version === 2) {
    const domain = bytes[9] ?? 0;
    fields.id = Number(low);
    fields.domain = DOMAINS[domain] ?? `Domain${domain}`;
  }
  return fields;
}

function macVariables(byte: number): string {
  const scope = (byte & 0b10) === 0b10 ? "local" : "global";
  return `${scope}:${(byte & 1) === 1 ? "multicast" : "unicast"}`;
}
