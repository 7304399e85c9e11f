/** Bytes that are not a Wasm module, or not one that this reader knows. */
export class WasmFormatError extends Error {
  override readonly name = "WasmFormatError";
}

export interface WasmSection {
  readonly id: number;
  /** Where its content begins. */
  readonly start: number;
  readonly end: number;
}

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00] as const;
const UNSIGNED_BYTES_MAX = 5;
const UNSIGNED_MAX = 0xffff_ffff;

/** The sections of a module, in order. */
export function readSections(wasm: Uint8Array): WasmSection[] {
  const reader = new WasmReader(wasm);
  for (const expected of MAGIC_AND_VERSION)
    if (reader.byte() !== expected) throw new WasmFormatError("These bytes are no Wasm module of version 1");
  const sections: WasmSection[] = [];
  while (!reader.atEnd()) {
    const id = reader.byte();
    const size = reader.unsigned();
    const start = reader.position;
    reader.skip(size);
    sections.push({ id, start, end: reader.position });
  }
  return sections;
}

/** Reads a part of a module. Every method throws WasmFormatError where the part is cut off. */
export class WasmReader {
  constructor(
    private readonly bytes: Uint8Array,
    public position = 0,
    private readonly end = bytes.length,
  ) {}

  atEnd(): boolean {
    return this.position === this.end;
  }

  byte(): number {
    const value = this.bytes[this.position];
    if (value === undefined || this.position >= this.end)
      throw new WasmFormatError("The Wasm module is cut off");
    this.position += 1;
    return value;
  }

  skip(count: number): void {
    if (count > this.end - this.position) throw new WasmFormatError("The Wasm module is cut off");
    this.position += count;
  }

  /** LEB128, at most 32 bits. */
  unsigned(): number {
    let value = 0;
    for (let index = 0; index < UNSIGNED_BYTES_MAX; index++) {
      const byte = this.byte();
      value += (byte & 0x7f) * 128 ** index;
      if (value > UNSIGNED_MAX) break;
      if (byte < 0x80) return value;
    }
    throw new WasmFormatError("The Wasm module has a number of more than 32 bits");
  }

  /** A name: its size in bytes, then UTF-8. */
  text(): string {
    return this.take(this.unsigned());
  }

  /** A name of one of these sizes; any other is skipped and null. */
  textOfSize(sizes: ReadonlySet<number>): string | null {
    const size = this.unsigned();
    if (sizes.has(size)) return this.take(size);
    this.skip(size);
    return null;
  }

  private take(size: number): string {
    const start = this.position;
    this.skip(size);
    return Buffer.from(this.bytes.subarray(start, this.position)).toString("utf8");
  }
}
