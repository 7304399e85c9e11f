import { hash } from "node:crypto";
import { digestInput } from "@/lib/contracts/wire/protocol";

/**
 * SHA-256 as a string of 32 characters, one a byte. Half the size of hex: the agent keeps one for each object of the
 * cluster, and nothing else of it but the uid.
 */
export type PackedHash = string;

/** SHA-256 of the UTF-8 text. */
export function hashText(text: string): PackedHash {
  return hash("sha256", text, "binary");
}

/** The wire form: 64 hex digits. */
export function hashToHex(hash: PackedHash): string {
  return Buffer.from(hash, "latin1").toString("hex");
}

/** From the wire form. */
export function hashFromHex(hex: string): PackedHash {
  return Buffer.from(hex, "hex").toString("latin1");
}

/** The digest of one kind, as the console computes it from the same pairs. */
export function kindDigest(hashes: ReadonlyMap<string, PackedHash>): string {
  const hex = new Map([...hashes].map(([uid, hash]) => [uid, hashToHex(hash)]));
  return hash("sha256", digestInput(hex), "hex");
}
