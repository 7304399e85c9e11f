import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * Tokens of the agent: `edi_…` installs once, `eda_…` is the agent's own credential. They carry the organization's and the
 * row's id beside 32 random bytes, so a look-up is a scoped read by primary key, and only the SHA-256 of the random part is
 * stored. (A fast hash is right here: 256 random bits cannot be guessed, unlike a password.)
 */
export type TokenPurpose = "install" | "agent";

const prefixes = { install: "edi_", agent: "eda_" } as const;
const secretBytes = 32;

export interface ParsedToken {
  organizationId: string;
  id: string;
  secretHash: Buffer;
}

export function makeToken(
  purpose: TokenPurpose,
  organizationId: string,
  id: string,
): { token: string; secretHash: Buffer } {
  const secret = randomBytes(secretBytes);
  const token =
    prefixes[purpose] +
    Buffer.concat([uuidBytes(organizationId), uuidBytes(id), secret]).toString("base64url");
  return { token, secretHash: sha256(secret) };
}

/** Null for anything that is not a token of this purpose; never throws. */
export function parseToken(purpose: TokenPurpose, text: string): ParsedToken | null {
  if (!text.startsWith(prefixes[purpose])) return null;
  const bytes = Buffer.from(text.slice(prefixes[purpose].length), "base64url");
  if (bytes.length !== 32 + secretBytes) return null;
  return {
    organizationId: uuidText(bytes.subarray(0, 16)),
    id: uuidText(bytes.subarray(16, 32)),
    secretHash: sha256(bytes.subarray(32)),
  };
}

export function sameSecret(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
