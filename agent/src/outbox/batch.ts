import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { PROTOCOL_VERSION, WIRE_LIMITS, type BatchHeader } from "@/lib/contracts/wire/protocol";
import type { OutboxEntry } from "./frames";

const compress = promisify(gzip);

/** Batches beyond this are rare (a long list, a large object), and their memory is given back. */
const keptBytesMax = 2 * 1024 * 1024;

/** Encodes batches, one at a time, over and over in the same memory. */
export class BatchEncoder {
  #scratch = Buffer.alloc(0);

  /**
   * Gzipped NDJSON of one batch: the header, then the frames. Level 3: a third of the time of the default for few more
   * bytes.
   */
  async encode(epoch: number, sequence: number, entries: readonly OutboxEntry[]): Promise<Buffer> {
    const header: BatchHeader = { type: "batch", protocol: PROTOCOL_VERSION, epoch, sequence };
    const head = JSON.stringify(header) + "\n";
    const length = entries.reduce((bytes, entry) => bytes + entry.bytes, Buffer.byteLength(head));
    const plain = this.#room(length);
    let at = plain.write(head);
    for (const { line } of entries) at += plain.write(line, at);
    return compress(plain.subarray(0, at), { level: 3 });
  }

  #room(length: number): Buffer {
    if (length > keptBytesMax) return Buffer.allocUnsafe(length);
    if (this.#scratch.byteLength < length) this.#scratch = Buffer.allocUnsafeSlow(keptBytesMax);
    return this.#scratch;
  }
}

/** True when the console would refuse the batch for its size. */
export function isTooLarge(entries: readonly OutboxEntry[], encoded: Buffer): boolean {
  const inflated = entries.reduce((bytes, entry) => bytes + entry.bytes, 1_000);
  return (
    encoded.byteLength > WIRE_LIMITS.batchBytesMax ||
    inflated > WIRE_LIMITS.batchInflatedBytesMax ||
    entries.length > WIRE_LIMITS.batchFramesMax
  );
}
