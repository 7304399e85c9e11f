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
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @throws BuiltinError */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text))
    throw new BuiltinError("invalid hexadecimal text");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * Base64url with or without padding.
 *
 * @throws BuiltinError
 */
export function fromBase64Url(text: string): Uint8Array {
  const bare = text.replace(/[\r\n]/g, "");
  if (!/^[A-Za-z0-9_-]*={0,2}$/.test(bare) || bare.replace(/=+$/, "").length % 4 === 1) {
    throw new BuiltinError("invalid base64url text");
  }
  const binary = atob(bare.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, ""));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
