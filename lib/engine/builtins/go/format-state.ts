import { canBackquote, isPrint, quoteGo, quoteGoRune } from "./quote";
import { formatGoFloat } from "./float";

/** The flags, width and precision of one `%` item. */
export interface FormatState {
  plus: boolean;
  minus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  /** `%#v` */
  sharpV: boolean;
  /** `%+v` */
  plusV: boolean;
  width: number | null;
  precision: number | null;
}

export function emptyState(): FormatState {
  return {
    plus: false,
    minus: false,
    sharp: false,
    space: false,
    zero: false,
    sharpV: false,
    plusV: false,
    width: null,
    precision: null,
  };
}

/** Pads to the width; widths count code points. */
function pad(state: FormatState, text: string, zero = state.zero): string {
  const missing = (state.width ?? 0) - countCodePoints(text);
  if (missing <= 0) return text;
  return state.minus ? text + " ".repeat(missing) : (zero ? "0" : " ").repeat(missing) + text;
}

export function formatText(state: FormatState, text: string): string {
  return pad(state, truncate(state, text));
}

export function formatQuoted(state: FormatState, text: string): string {
  const kept = truncate(state, text);
  if (state.sharp && canBackquote(kept)) return pad(state, `\`${kept}\``);
  return pad(state, quoteGo(kept, state.plus));
}

/** `%x` of a string: its UTF-8 bytes. */
export function formatTextHex(state: FormatState, text: string, upper: boolean): string {
  const all = new TextEncoder().encode(text);
  const bytes = state.precision === null ? all : all.subarray(0, state.precision);
  const prefix = state.sharp ? (upper ? "0X" : "0x") : "";
  const digits = [...bytes].map((byte) => (upper ? hex(byte).toUpperCase() : hex(byte)));
  const body = state.space
    ? digits.map((digit) => prefix + digit).join(" ")
    : (digits.length > 0 ? prefix : "") + digits.join("");
  return pad(state, body);
}

/** Go's `fmtInteger` for signed 64-bit integers. */
export function formatInteger(state: FormatState, value: bigint, base: number, verb: string): string {
  const negative = value < 0n;
  const magnitude = negative ? -value : value;
  if (state.precision === 0 && value === 0n) return " ".repeat(state.width ?? 0);
  let count = state.precision ?? 0;
  if (state.precision === null && state.zero && !state.minus && state.width !== null) {
    count = state.width - (negative || state.plus || state.space ? 1 : 0);
  }
  let digits = magnitude.toString(base).padStart(count, "0");
  if (verb === "X") digits = digits.toUpperCase();
  if (state.sharp) digits = basePrefix(base, verb, digits) + digits;
  if (verb === "O") digits = `0o${digits}`;
  const sign = negative ? "-" : state.plus ? "+" : state.space ? " " : "";
  return pad(state, sign + digits, false);
}

/** Go's `(*big.Int).Format`. Null for a verb it does not know. */
export function formatBigInteger(state: FormatState, value: bigint, verb: string): string | null {
  const base = { b: 2, o: 8, O: 8, d: 10, s: 10, v: 10, x: 16, X: 16 }[verb];
  if (base === undefined) return null;
  const negative = value < 0n;
  const sign = negative ? "-" : state.plus || state.plusV ? "+" : state.space ? " " : "";
  const sharpPrefix = state.sharp ? ({ b: "0b", o: "0", x: "0x", X: "0X" }[verb] ?? "") : "";
  const prefix = verb === "O" ? "0o" : sharpPrefix;
  const lower = (negative ? -value : value).toString(base);
  const digits = (verb === "X" ? lower.toUpperCase() : lower).padStart(state.precision ?? 0, "0");
  const missing = (state.width ?? 0) - sign.length - prefix.length - digits.length;
  if (missing <= 0) return sign + prefix + digits;
  if (state.minus) return sign + prefix + digits + " ".repeat(missing);
  if (state.zero && state.precision === null) return sign + prefix + "0".repeat(missing) + digits;
  return " ".repeat(missing) + sign + prefix + digits;
}

/** Go's `fmtFloat`: sign, `#` and zero padding around `strconv`'s digits. */
export function formatFloat(
  state: FormatState,
  value: number,
  verb: string,
  defaultPrecision: number,
): string {
  const precision = state.precision ?? defaultPrecision;
  const plain = formatGoFloat(value, verb, precision);
  const signed = /^[+-]/.test(plain) ? plain : `+${plain}`;
  let sign = signed.slice(0, 1);
  let body = signed.slice(1);
  if (state.space && sign === "+" && !state.plus) sign = " ";
  if (body === "Inf" || body === "NaN")
    return pad(state, body === "NaN" && !state.space && !state.plus ? body : sign + body, false);
  if (state.sharp && verb !== "b") body = withPoint(body, verb, precision);
  if (!state.plus && sign === "+") return pad(state, body);
  if (state.zero && !state.minus && state.width !== null && state.width > body.length + 1) {
    return sign + "0".repeat(state.width - body.length - 1) + body;
  }
  return pad(state, sign + body);
}

/** `%c`, `%q` and `%U` of an integer. */
export function formatRune(state: FormatState, value: bigint, verb: string): string {
  const unsigned = BigInt.asUintN(64, value);
  const codePoint = unsigned > 0x10ffffn ? 0xfffd : Number(unsigned);
  if (verb === "q") return pad(state, quoteGoRune(codePoint, state.plus));
  if (verb === "c")
    return pad(state, String.fromCodePoint(codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint));
  const digits = unsigned
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(4, state.precision ?? 0), "0");
  const quoted =
    state.sharp && unsigned <= 0x10ffffn && isPrint(codePoint) ? ` '${String.fromCodePoint(codePoint)}'` : "";
  return pad(state, `U+${digits}${quoted}`, false);
}

function basePrefix(base: number, verb: string, digits: string): string {
  if (base === 2) return "0b";
  if (base === 8) return digits.startsWith("0") ? "" : "0";
  if (base === 16) return verb === "X" ? "0X" : "0x";
  return "";
}

/** The `#` flag: always a decimal point, and the trailing zeros that `%g` drops. */
function withPoint(body: string, verb: string, precision: number): string {
  const isHex = verb === "x" || verb === "X";
  const tailStart = body.search(isHex ? /[pP]/ : /[eE]/);
  const head = tailStart < 0 ? body : body.slice(0, tailStart);
  const tail = tailStart < 0 ? "" : body.slice(tailStart);
  let digits = ["g", "G", "x"].includes(verb) ? (precision < 0 ? 6 : precision) : 0;
  let sawNonzero = false;
  for (const character of head) {
    if (character === ".") continue;
    if (character !== "0") sawNonzero = true;
    if (sawNonzero) digits -= 1;
  }
  const hasPoint = head.includes(".");
  if (!hasPoint && head === "0") digits -= 1;
  return head + (hasPoint ? "" : ".") + "0".repeat(Math.max(0, digits)) + tail;
}

function truncate(state: FormatState, text: string): string {
  if (state.precision === null || text.length <= state.precision) return text;
  return Array.from(text).slice(0, state.precision).join("");
}

function countCodePoints(text: string): number {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
