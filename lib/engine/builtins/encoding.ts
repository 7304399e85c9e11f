import { compareText } from "./compare";
import { fromBytes, fromHex, toBase64Url, toBytes, toHex } from "./bytes";
import { objectOperand, textOperand, textsOperand, type Builtins } from "./operands";
import { BuiltinError, RegoMap, type Value } from "./value";

/** Hex, base64url and URL query encodings, as Go's standard library has them. */
export const encodingBuiltins: Builtins = {
  "base64url.encode_no_pad": (_ctx, text) => toBase64Url(toBytes(textOperand(text, 1))),
  "hex.encode": (_ctx, text) => toHex(toBytes(textOperand(text, 1))),
  "hex.decode": (_ctx, text) => fromBytes(fromHex(textOperand(text, 1))),
  "urlquery.encode": (_ctx, text) => queryEscape(textOperand(text, 1)),
  "urlquery.decode": (_ctx, text) => queryUnescape(textOperand(text, 1)),
  "urlquery.encode_object": (_ctx, value) => {
    const query = objectOperand(value, 1);
    if (query instanceof RegoMap) throw new BuiltinError("keys must be strings");
    return Object.keys(query)
      .sort(compareText)
      .flatMap((key) =>
        textsOperand(query[key] ?? null, 1).map((text) => `${queryEscape(key)}=${queryEscape(text)}`),
      )
      .join("&");
  },
  "urlquery.decode_object": (_ctx, text) => decodeQuery(textOperand(text, 1)),
};

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
