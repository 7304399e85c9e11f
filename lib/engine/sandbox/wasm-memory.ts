/** Text in and out of a Wasm module's memory, which moves when it grows. */
export class WasmMemory {
  private view: Buffer;

  constructor(private readonly memory: WebAssembly.Memory) {
    this.view = Buffer.from(memory.buffer);
  }

  get byteLength(): number {
    return this.memory.buffer.byteLength;
  }

  /** Writes UTF-8 at `address`; the caller has room for `Buffer.byteLength(text)` bytes. */
  write(address: number, text: string): void {
    this.bytes().write(text, address, "utf8");
  }

  /**
   * The text that ends with a NUL byte.
   *
   * @returns null when it is longer than `bytesMax`
   */
  read(address: number, bytesMax: number): string | null {
    const bytes = this.bytes();
    const end = bytes.indexOf(0, address);
    if (end < 0 || end - address > bytesMax) return null;
    return bytes.toString("utf8", address, end);
  }

  private bytes(): Buffer {
    if (this.view.buffer !== this.memory.buffer) this.view = Buffer.from(this.memory.buffer);
    return this.view;
  }
}
