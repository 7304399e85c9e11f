import { BuiltinError, numberFromText, type Value } from "../value";

/** One element of DER: its tag byte, what is in it, and the whole of it. */
export interface DerNode {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly raw: Uint8Array;
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The elements that lie one after the other in the bytes. @throws BuiltinError */
export function readNodes(bytes: Uint8Array): DerNode[] {
  const nodes: DerNode[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const node = readNode(bytes, offset);
    nodes.push(node);
    offset += node.raw.length;
  }
  return nodes;
}

/** The elements of a constructed one. @throws BuiltinError where it has another tag */
export function childrenOf(node: DerNode | undefined, tag: number = tags.sequence): DerNode[] {
  return readNodes(expectTag(node, tag).content);
}

/** @throws BuiltinError where the element is missing or has another tag */
export function expectTag(node: DerNode | undefined, tag: number): DerNode {
  if (node?.tag !== tag) throw malformed();
  return node;
}

export function readInteger(node: DerNode | undefined): bigint {
  const { content } = expectTag(node, tags.integer);
  if (content.length === 0) throw malformed();
  return BigInt.asIntN(content.length * 8, BigInt(`0x${Buffer.from(content).toString("hex")}`));
}

/** The dotted numbers of an object identifier. */
export function readOid(node: DerNode | undefined, tag: number = tags.oid): string {
  const { content } = expectTag(node, tag);
  const parts: bigint[] = [];
  let part = 0n;
  for (const byte of content) {
    part = (part << 7n) | BigInt(byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    parts.push(part);
    part = 0n;
  }
  const [first = 0n, ...rest] = parts;
  const root = first >= 80n ? 2n : first / 40n;
  return [root, first - root * 40n, ...rest].join(".");
}

/** An object identifier as Go's JSON has it: an array of numbers. */
export function oidValue(oid: string): Value {
  return oid.split(".").map(numberFromText);
}

/** The bytes of a bit string, and how many bits it has. */
export function readBits(
  node: DerNode | undefined,
  tag: number = tags.bitString,
): { bytes: Uint8Array; length: number } {
  const { content } = expectTag(node, tag);
  const unused = content[0];
  if (unused === undefined || unused > 7) throw malformed();
  const bytes = content.subarray(1);
  return { bytes, length: bytes.length * 8 - unused };
}

/** Seconds since 1970 of a time. */
export function readTime(node: DerNode | undefined): number {
  const text = Buffer.from(node?.content ?? []).toString("latin1");
  const isShort = node?.tag === tags.utcTime;
  if (!isShort && node?.tag !== tags.generalizedTime) throw malformed();
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?Z$/.exec(text);
  if (match === null || (match[1] ?? "").length !== (isShort ? 2 : 4)) throw malformed();
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const full = !isShort ? year : year >= 50 ? 1900 + year : 2000 + year;
  return Date.UTC(full, month - 1, day, hour, minute, second) / 1000;
}

/** The text of a string of any type; null for other elements. */
export function readText({ tag, content }: DerNode): string | null {
  switch (tag) {
    case 0x0c: // UTF8String
    case 0x13: // PrintableString
    case 0x16: // IA5String
    case 0x12: // NumericString
      return Buffer.from(content).toString("utf8");
    case 0x14: // T61String, which Go reads as ISO 8859-1
      return Buffer.from(content).toString("latin1");
    case 0x1e: // BMPString
      return Buffer.from(content).swap16().toString("utf16le");
    default:
      return null;
  }
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

export function malformed(): BuiltinError {
  return new BuiltinError("x509: malformed certificate");
}

function readNode(bytes: Uint8Array, offset: number): DerNode {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw malformed();
  let start = offset + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw malformed();
    length = 0;
    for (const byte of bytes.subarray(start, start + count)) length = length * 256 + byte;
    start += count;
  }
  const end = start + length;
  if (end > bytes.length) throw malformed();
  return { tag, content: bytes.subarray(start, end), raw: bytes.subarray(offset, end) };
}
