const PAGE_LIMITS_DEFAULT = 2;

/**
 * The fewest memory pages (64 KiB each) that a module's imported memory must have. JavaScript's API does not tell, so
 * the import section is read: kinds 0 function, 1 table, 2 memory, 3 global.
 */
export function importedMemoryPages(wasm: Uint8Array): number {
  const reader = new Reader(wasm, 8);
  while (!reader.atEnd()) {
    const section = reader.byte();
    const size = reader.unsigned();
    if (section === 2) return memoryPagesOf(reader);
    reader.skip(size);
  }
  return PAGE_LIMITS_DEFAULT;
}

function memoryPagesOf(reader: Reader): number {
  for (let count = reader.unsigned(); count > 0; count--) {
    reader.skip(reader.unsigned());
    reader.skip(reader.unsigned());
    switch (reader.byte()) {
      case 0:
        reader.unsigned();
        break;
      case 1:
        reader.byte();
        reader.limits();
        break;
      case 2:
        return reader.limits();
      default:
        reader.skip(2);
    }
  }
  return PAGE_LIMITS_DEFAULT;
}

class Reader {
  constructor(
    private readonly bytes: Uint8Array,
    private position: number,
  ) {}

  atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  byte(): number {
    const value = this.bytes[this.position];
    if (value === undefined) throw new Error("The Wasm module is cut off");
    this.position += 1;
    return value;
  }

  skip(count: number): void {
    this.position += count;
  }

  /** LEB128. */
  unsigned(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  /** The minimum; a maximum, if there is one, is read over. */
  limits(): number {
    const hasMaximum = (this.byte() & 1) === 1;
    const minimum = this.unsigned();
    if (hasMaximum) this.unsigned();
    return minimum;
  }
}
