import { createHmac } from "node:crypto";

/** Replaces a value by its size and a keyed fingerprint. */
export type Mask = (value: string | Buffer) => string;

/**
 * A mask under one agent's own key: `edict:redacted:<size in bytes>:<16 hex digits of HMAC-SHA-256>`. Equal values give
 * equal masks, so "the same password twice" can be seen; without the key a guess cannot be checked.
 */
export function createMask(key: Buffer): Mask {
  return (value) => {
    const bytes = typeof value === "string" ? Buffer.from(value) : value;
    const fingerprint = createHmac("sha256", key).update(bytes).digest("hex").slice(0, 16);
    return `edict:redacted:${bytes.byteLength}:${fingerprint}`;
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
