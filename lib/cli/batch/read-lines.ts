import { isUtf8 } from "node:buffer";

/** Whole lines as they arrived. `bytes` is null for one line that is longer than any line may be. */
export interface Block {
  /** Number of its first line, from 1. */
  readonly firstLine: number;
  readonly lineCount: number;
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

/** A line with its number, from 1. */
export interface InputLine {
  readonly number: number;
  /** Null for bytes that are not UTF-8. */
  readonly text: string | null;
}

const LINE_BYTES_MAX = 256 * 1024 * 1024;
const BLOCK_BYTES = 128 * 1024;
const NEWLINE = 0x0a;

/**
 * A stream in blocks of whole lines: what has arrived is passed on at once, so that whoever writes line by line is answered
 * line by line. A last line needs no line break. Holds one line and one chunk in memory.
 */
export async function* readBlocks(
  chunks: AsyncIterable<Uint8Array>,
  lineBytesMax = LINE_BYTES_MAX,
): AsyncGenerator<Block> {
  const open = new OpenBlock(lineBytesMax);
  for await (const bytes of chunks) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let start = 0;
    while (start < chunk.length) {
      const end = endOfBlock(chunk, start, open.isLarge);
      if (end < 0) break;
      open.add(chunk.subarray(start, end + 1));
      yield open.take();
      start = end + 1;
    }
    open.add(chunk.subarray(start));
  }
  if (!open.isEmpty) yield open.take();
}

/** Index of the line break a block ends with, -1 where there is none. */
function endOfBlock(chunk: Buffer, start: number, isLarge: boolean): number {
  // A line that is long already stays alone: lines behind it must not share its fate.
  if (isLarge) return chunk.indexOf(NEWLINE, start);
  // The last line break within a block's size, or else the next one.
  const limit = Math.min(chunk.length, start + BLOCK_BYTES);
  const last = chunk.lastIndexOf(NEWLINE, limit - 1);
  return last >= start ? last : chunk.indexOf(NEWLINE, limit);
}

const BYTE_ORDER_MARK = "\ufeff";

/** The lines of a block. A byte order mark at the beginning of everything is no part of the first line. */
export function linesOf({ firstLine, bytes }: Block): InputLine[] {
  const buffer = bytes === null ? Buffer.alloc(0) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const texts: (string | null)[] = isUtf8(buffer) ? buffer.toString("utf8").split("\n") : textsOf(buffer);
  if (texts.at(-1) === "") texts.pop();
  const [first] = texts;
  if (firstLine === 1 && first?.startsWith(BYTE_ORDER_MARK) === true)
    texts[0] = first.slice(BYTE_ORDER_MARK.length);
  return texts.map((text, index) => ({ number: firstLine + index, text }));
}

/** A replaced byte might be part of a name: a line is read as it is or not at all. */
function textsOf(buffer: Buffer): (string | null)[] {
  const texts: (string | null)[] = [];
  for (let start = 0, end = 0; end < buffer.length; start = end + 1) {
    const next = buffer.indexOf(NEWLINE, start);
    end = next < 0 ? buffer.length : next;
    const line = buffer.subarray(start, end);
    texts.push(isUtf8(line) ? line.toString("utf8") : null);
  }
  return texts;
}

/** What has been read and not yet been passed on. */
class OpenBlock {
  private parts: Buffer[] = [];
  private bytes = 0;
  private firstLine = 1;

  constructor(private readonly bytesMax: number) {}

  /** Whether it is the beginning of a line longer than a block. */
  get isLarge(): boolean {
    return this.bytes > BLOCK_BYTES;
  }

  get isEmpty(): boolean {
    return this.bytes === 0;
  }

  add(part: Buffer): void {
    if (part.length === 0) return;
    this.bytes += part.length;
    if (this.bytes > this.bytesMax) this.parts = [];
    // A copy: the chunk may be used again, and the block is handed to another thread.
    else this.parts.push(Buffer.from(part));
  }

  take(): Block {
    const { firstLine } = this;
    const isTooLong = this.bytes > this.bytesMax;
    const bytes = isTooLong ? null : joined(this.parts, this.bytes);
    const lineCount = bytes === null ? 1 : countLines(bytes);
    this.parts = [];
    this.bytes = 0;
    this.firstLine += lineCount;
    return { firstLine, lineCount, bytes };
  }
}

function joined(parts: readonly Buffer[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

function countLines(bytes: Uint8Array): number {
  let count = bytes.at(-1) === NEWLINE ? 0 : 1;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
