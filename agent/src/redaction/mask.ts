import { hash } from "node:crypto";

/** Replaces a value by its size and a keyed fingerprint. */
export type Mask = (value: string | Buffer) => string;

/**
 * A mask under one agent's own key: `edict:redacted:<size in bytes>:<16 hex digits of HMAC-SHA-256>`. Equal values give
 * equal masks, so "the same password twice" can be seen; without the key a guess cannot be checked.
 */
export function createMask(key: Buffer): Mask {
  const hmac = createHmacSha256(key);
  return (value) => {
    const bytes = typeof value === "string" ? Buffer.from(value) : value;
    return `edict:redacted:${bytes.byteLength}:${hmac(bytes).slice(0, 16)}`;
  };
}

const blockBytes = 64;

/**
 * HMAC-SHA-256 (RFC 2104) in hex with the padded keys made once. `createHmac` makes a key object at each call, which costs
 * ten times the hash of a short value; clusters hold tens of thousands of them.
 */
export function createHmacSha256(key: Buffer): (message: Buffer) => string {
  const block = Buffer.alloc(blockBytes);
  (key.byteLength > blockBytes ? hash("sha256", key, "buffer") : key).copy(block);
  const inner = Buffer.from(block.map((byte) => byte ^ 0x36));
  const outer = Buffer.from(block.map((byte) => byte ^ 0x5c));
  return (message) => {
    const digest = hash("sha256", Buffer.concat([inner, message]), "buffer");
    return hash("sha256", Buffer.concat([outer, digest]), "hex");
  };
}

const pointersMax = 200;
const pointerLengthMax = 1_000;

/** What was withheld from one object: every case is counted, the first 200 are named. */
export class Tally {
  readonly pointers: string[] = [];
  count = 0;

  /** @param pointer JSON Pointer into the redacted object. */
  add(pointer: string): void {
    this.count++;
    if (this.pointers.length < pointersMax && pointer.length <= pointerLengthMax) this.pointers.push(pointer);
  }
}
