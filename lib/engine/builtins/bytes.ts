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
  const bare = text.replace(/[\r\n]/g, "");
  const isWhole = bare.endsWith("=") ? bare.length % 4 === 0 : bare.length % 4 !== 1;
  if (!/^[A-Za-z0-9_-]*={0,2}$/.test(bare) || !isWhole)
    throw new BuiltinError(`illegal base64url string: ${text}`);
  return Buffer.from(bare, "base64url");
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
  if (!isBase64(text)) throw new BuiltinError("illegal base64 data");
  return Buffer.from(text, "base64");
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
