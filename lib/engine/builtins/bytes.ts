import { BuiltinError } from "./value";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export function toBytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Text of UTF-8 bytes. Bytes that are not UTF-8 become U+FFFD: a Rego string on the host is always text. */
export function fromBytes(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** @throws BuiltinError */
export function fromHex(text: string): Uint8Array {
  const strange = /[^0-9a-fA-F]/u.exec(text)?.[0];
  if (strange !== undefined) {
    const code = (toBytes(strange)[0] ?? 0).toString(16).toUpperCase().padStart(4, "0");
    throw new BuiltinError(`encoding/hex: invalid byte: U+${code} '${strange}'`);
  }
  if (text.length % 2 !== 0) throw new BuiltinError("encoding/hex: odd length hex string");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

/**
 * Base64url with or without padding.
 *
 * @throws BuiltinError
 */
export function fromBase64Url(text: string): Uint8Array {
  const rest = text.length % 4;
  if (!text.endsWith("=") && rest === 1) throw new BuiltinError(`illegal base64url string: ${text}`);
  const padded = text.endsWith("=") || rest === 0 ? text : text + "=".repeat(4 - rest);
  checkBase64(padded, /[^A-Za-z0-9_\-\r\n]/);
  return Buffer.from(padded, "base64url");
}

/** Whether Go's standard encoding takes the text: padded, line breaks allowed. */
export function isBase64(text: string): boolean {
  const bare = text.replace(/[\r\n]/g, "");
  return bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bare);
}

/**
 * Base64 with padding.
 *
 * @throws BuiltinError
 */
export function fromBase64(text: string): Uint8Array {
  checkBase64(text, /[^A-Za-z0-9+/\r\n]/);
  return Buffer.from(text, "base64");
}

/** Where Go stops: at the first character that is foreign, out of place, or missing. */
function checkBase64(text: string, foreign: RegExp): void {
  const bare = text.replace(/[\r\n]/g, "");
  const padding = /={0,2}[\r\n]*$/.exec(text)?.index ?? text.length;
  const index = foreign.exec(text.slice(0, padding))?.index;
  if (index === undefined && bare.length % 4 === 0) return;
  throw new BuiltinError(`illegal base64 data at input byte ${index ?? text.length - (bare.length % 4)}`);
}

/** Code points of a text: what Rego counts. */
export function codePointCount(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if ((text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      count -= 1;
      index += 1;
    }
  }
  return count;
}
