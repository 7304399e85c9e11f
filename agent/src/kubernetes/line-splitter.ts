/** Cuts a stream of bytes into lines. Keeps one unfinished line, nothing more. */
export class LineSplitter {
  #rest: Buffer[] = [];

  /** The lines that end in `chunk`, without their line feeds and without empty ones. */
  *write(chunk: Buffer): Generator<string> {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      const tail = chunk.subarray(start, end);
      const line = this.#rest.length === 0 ? tail : Buffer.concat([...this.#rest, tail]);
      this.#rest = [];
      start = end + 1;
      if (line.byteLength > 0) yield line.toString("utf8");
    }
    // A copy: the rest must not hold on to the whole chunk.
    if (start < chunk.byteLength) this.#rest.push(Buffer.from(chunk.subarray(start)));
  }
}
