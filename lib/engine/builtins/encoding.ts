import { compareText, entriesOf } from "./compare";
import {
  fromBase64,
  fromBase64Url,
  fromBytes,
  fromHex,
  isBase64,
  toBase64Url,
  toBytes,
  toHex,
} from "./bytes";
import { marshalJson } from "./json-marshal";
import { objectOperand, textOperand, type Builtins } from "./operands";
import { BuiltinError, isArray, OperandError, RegoSet, type Value } from "./value";

/** Hex, base64 and URL query encodings, as Go's standard library has them. */
export const encodingBuiltins: Builtins = {
  "base64.encode": (_ctx, text) => Buffer.from(textOperand(text, 1)).toString("base64"),
  "base64.decode": (_ctx, text) => fromBytes(fromBase64(textOperand(text, 1))),
  "base64.is_valid": (_ctx, text) => typeof text === "string" && isBase64(text),
  "base64url.encode": (_ctx, text) => {
    const encoded = toBase64Url(toBytes(textOperand(text, 1)));
    return encoded.padEnd(Math.ceil(encoded.length / 4) * 4, "=");
  },
  "base64url.decode": (_ctx, text) => fromBytes(fromBase64Url(textOperand(text, 1))),
  "base64url.encode_no_pad": (_ctx, text) => toBase64Url(toBytes(textOperand(text, 1))),
  "hex.encode": (_ctx, text) => toHex(toBytes(textOperand(text, 1))),
  "hex.decode": (_ctx, text) => fromBytes(fromHex(textOperand(text, 1))),
  "urlquery.encode": (_ctx, text) => queryEscape(textOperand(text, 1)),
  "urlquery.decode": (_ctx, text) => queryUnescape(textOperand(text, 1)),
  "urlquery.encode_object": (_ctx, value) =>
    entriesOf(objectOperand(value, 1))
      .map(([key, item]): [string, readonly string[]] => [
        typeof key === "string" ? key : marshalJson(key),
        queryValues(item),
      ])
      .sort((a, b) => compareText(a[0], b[0]))
      .flatMap(([key, texts]) => texts.map((text) => `${queryEscape(key)}=${queryEscape(text)}`))
      .join("&"),
  "urlquery.decode_object": (_ctx, text) => decodeQuery(textOperand(text, 1)),
};

function queryValues(value: Value): readonly string[] {
  if (typeof value === "string") return [value];
  const items = isArray(value) ? value : value instanceof RegoSet ? value.items : [null];
  return items.map((item) => {
    if (typeof item !== "string")
      throw new OperandError("operand 1 values must be string, array[string], or set[string]");
    return item;
  });
}

/** Go's `url.QueryEscape`. */
function queryEscape(text: string): string {
  const escaped = encodeURIComponent(text);
  return escaped
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

/** Go's `url.QueryUnescape`. */
function queryUnescape(text: string): string {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) throw new BuiltinError("invalid URL escape");
  const bytes: number[] = [];
  for (const [part] of text.replaceAll("+", " ").matchAll(/%..|[^%]+/g)) {
    if (part.startsWith("%")) bytes.push(Number.parseInt(part.slice(1), 16));
    else for (const byte of toBytes(part)) bytes.push(byte);
  }
  return fromBytes(Uint8Array.from(bytes));
}

/** Go's `url.ParseQuery`. */
function decodeQuery(text: string): Value {
  const found = new Map<string, string[]>();
  for (const part of text.split("&")) {
    if (part.includes(";")) throw new BuiltinError("invalid semicolon separator in query");
    if (part === "") continue;
    const equals = part.indexOf("=");
    const key = queryUnescape(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? "" : queryUnescape(part.slice(equals + 1));
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  return Object.fromEntries(found);
}
