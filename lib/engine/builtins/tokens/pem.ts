/** One block of a PEM text. */
export interface PemBlock {
  readonly type: string;
  readonly bytes: Uint8Array;
  /** What follows the block. */
  readonly rest: string;
}

const BLOCK =
  /(?:^|\n)-----BEGIN ([^\n]*?)-----[ \t]*\r?\n((?:(?!-----)[^\n]*\n)*)-----END ([^\n]*?)-----[ \t]*(?:\r?\n|$)/;

/** The first block of the text; null where there is none. Text before it is passed over, as Go does. */
export function readPem(text: string): PemBlock | null {
  const match = BLOCK.exec(text);
  if (match === null) return null;
  const [whole, type = "", body = "", end = ""] = match;
  const rest = text.slice(match.index + whole.length);
  const encoded = withoutHeaders(body).replace(/\s/g, "");
  const isWhole = encoded.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(encoded);
  if (type !== end || !isWhole) return readPem(rest);
  return { type, bytes: Buffer.from(encoded, "base64"), rest };
}

/** All blocks of the text, in order. */
export function readPemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  for (let block = readPem(text); block !== null; block = readPem(block.rest)) blocks.push(block);
  return blocks;
}

/** PEM of the bytes. */
export function writePem(type: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${type}-----`, ...lines, `-----END ${type}-----`, ""].join("\n");
}

/** Old keys have lines such as `Proc-Type: 4,ENCRYPTED` and an empty line before their data. */
function withoutHeaders(body: string): string {
  return body.replace(/^(?:[^\n:]+:[^\n]*\r?\n)+\r?\n/, "");
}
