import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { PROTOCOL_VERSION, WIRE_LIMITS, type BatchHeader } from "@/lib/contracts/wire/protocol";
import type { OutboxEntry } from "./frames";

const compress = promisify(gzip);

/** Gzipped NDJSON of one batch: the header, then the frames. Level 3: half the time of the default for a tenth more bytes. */
export async function encodeBatch(
  epoch: number,
  sequence: number,
  entries: readonly OutboxEntry[],
): Promise<Buffer> {
  const header: BatchHeader = { type: "batch", protocol: PROTOCOL_VERSION, epoch, sequence };
  const lines = [Buffer.from(JSON.stringify(header) + "\n"), ...entries.map((entry) => entry.line)];
  return compress(Buffer.concat(lines), { level: 3 });
}

/** True when the console would refuse the batch for its size. */
export function isTooLarge(entries: readonly OutboxEntry[], encoded: Buffer): boolean {
  const inflated = entries.reduce((bytes, entry) => bytes + entry.line.byteLength, 1_000);
  return (
    encoded.byteLength > WIRE_LIMITS.batchBytesMax ||
    inflated > WIRE_LIMITS.batchInflatedBytesMax ||
    entries.length > WIRE_LIMITS.batchFramesMax
  );
}
