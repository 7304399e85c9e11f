/** A line with its number, from 1. `text` is null for a line that is longer than any line may be. */
export interface InputLine {
  readonly number: number;
  readonly text: string | null;
}

const LINE_BYTES_MAX = 256 * 1024 * 1024;
const GROUP_LINES_MAX = 512;
const NEWLINE = 0x0a;

/**
 * The lines of a stream in groups: what has arrived is passed on at once, so that whoever writes line by line is answered
 * line by line. A last line needs no line break. Holds one line and one chunk in memory.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  lineBytesMax = LINE_BYTES_MAX,
): AsyncGenerator<readonly InputLine[]> {
  const open = new OpenLine(lineBytesMax);
  let number = 0;
  for await (const bytes of chunks) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let group: InputLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      open.add(chunk.subarray(start, end));
      group.push({ number: (number += 1), text: open.take() });
      start = end + 1;
      if (group.length < GROUP_LINES_MAX) continue;
      yield group;
      group = [];
    }
    open.add(chunk.subarray(start));
    if (group.length > 0) yield group;
  }
  if (!open.isEmpty) yield [{ number: number + 1, text: open.take() }];
}

/** The line that has not ended yet. */
class OpenLine {
  private parts: Buffer[] = [];
  private bytes = 0;

  constructor(private readonly bytesMax: number) {}

  get isEmpty(): boolean {
    return this.bytes === 0;
  }

  add(part: Buffer): void {
    if (part.length === 0) return;
    this.bytes += part.length;
    if (this.bytes > this.bytesMax) this.parts = [];
    else this.parts.push(part);
  }

  take(): string | null {
    const [first] = this.parts;
    const whole = this.parts.length === 1 && first !== undefined ? first : Buffer.concat(this.parts);
    const text = this.bytes > this.bytesMax ? null : whole.toString("utf8");
    this.parts = [];
    this.bytes = 0;
    return text;
  }
}
