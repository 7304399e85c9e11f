import { parseJsonObject, type JsonObject } from "../json";

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/**
 * Cuts the JSON of a Kubernetes list into its items while it arrives, so that a page of 500 objects is never in memory:
 * one item is, and what surrounds `items` (kind, metadata with resourceVersion and continue).
 */
export class ListSplitter {
  #depth = 0;
  #inString = false;
  #escaped = false;
  #inItems = false;
  /** The last string at depth 1, a key once a colon follows. */
  #name = "";
  #key = "";
  readonly #envelope: Buffer[] = [];
  #item: Buffer[] = [];

  /** The texts of the items that end in `chunk`. */
  *write(chunk: Buffer): Generator<string> {
    // Every byte of a cluster passes here: the state lives in local variables.
    let depth = this.#depth;
    let inItems = this.#inItems;
    /** Where the part begins that has not been put anywhere yet. */
    let from = 0;
    let at = this.#inString ? this.#endString(chunk, 0, depth) : 0;
    for (; at < chunk.byteLength; at++) {
      const byte = chunk[at];
      if (byte === quote) {
        if (depth === 1) this.#name = "";
        at = this.#endString(chunk, at + 1, depth) - 1;
      } else if (byte === colon) {
        if (depth === 1) this.#key = this.#name;
      } else if (byte === openBrace || byte === openBracket) {
        if (byte === openBracket && depth === 1 && this.#key === "items") {
          inItems = true;
          this.#envelope.push(Buffer.from(chunk.subarray(from, at + 1)));
          from = at + 1;
        } else if (inItems && depth === 2) from = at;
        depth++;
      } else if (byte === closeBrace || byte === closeBracket) {
        depth--;
        if (!inItems) continue;
        if (depth === 2) {
          yield this.#finishItem(chunk.subarray(from, at + 1));
          from = at + 1;
        } else if (depth === 1) {
          inItems = false;
          from = at;
        }
      }
    }
    this.#depth = depth;
    this.#inItems = inItems;
    this.#keep(chunk, from);
  }

  /** Skips the rest of a string that goes on at `start`. @returns the place after it, or the end of the chunk */
  #endString(chunk: Buffer, start: number, depth: number): number {
    const length = chunk.byteLength;
    let at = this.#escaped ? start + 1 : start;
    for (; at < length; at++) {
      const byte = chunk[at];
      if (byte === quote) break;
      if (byte === backslash) at++;
    }
    if (depth === 1) this.#name += chunk.toString("latin1", start, at);
    this.#inString = at >= length;
    this.#escaped = at > length;
    return Math.min(at + 1, length);
  }

  /** What surrounds the items. @throws SyntaxError when the list was cut off */
  envelope(): JsonObject {
    if (this.#depth !== 0) throw new SyntaxError("the list was cut off");
    return parseJsonObject(Buffer.concat(this.#envelope).toString("utf8"));
  }

  #finishItem(tail: Buffer): string {
    const item = this.#item.length === 0 ? tail : Buffer.concat([...this.#item, tail]);
    this.#item = [];
    return item.toString("utf8");
  }

  /** Keeps a copy of the unfinished part, so that it does not hold on to the whole chunk. */
  #keep(chunk: Buffer, from: number): void {
    if (from >= chunk.byteLength) return;
    const rest = Buffer.from(chunk.subarray(from));
    if (!this.#inItems) this.#envelope.push(rest);
    else if (this.#depth > 2) this.#item.push(rest);
  }
}
