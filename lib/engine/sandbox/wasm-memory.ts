/** Numbers and texts in a Wasm module's memory, which moves when it grows. */
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

  /** The text of so many bytes. What is no UTF-8 becomes U+FFFD. */
  text(address: number, length: number): string {
    return this.bytes().toString("utf8", address, address + length);
  }

  byte(address: number): number {
    return this.bytes()[address] ?? 0;
  }

  /** Four bytes, unsigned. */
  word(address: number): number {
    const bytes = this.bytes();
    if (address + 4 > bytes.length) return 0;
    return bytes.readUInt32LE(address);
  }

  private bytes(): Buffer {
    // The buffer is detached when the memory grows, and has no length from then on.
    if (this.view.length === 0) this.view = Buffer.from(this.memory.buffer);
    return this.view;
  }
}
