import type { Value } from "../value";
import { base64, childrenOf, malformed, readNodes, type DerNode } from "./der";
import { readIpAddress } from "./names";

interface Subtrees {
  readonly dns: string[];
  readonly emails: string[];
  readonly uris: string[];
  /** Go's `net.IPNet` as JSON. */
  readonly ranges: Value[];
}

/** The names that an authority may sign for. */
export interface NameConstraints {
  readonly isCritical: boolean;
  readonly permitted: Subtrees;
  readonly excluded: Subtrees;
  /** Whether there is a kind of name that is not known here. */
  readonly hasUnhandled: boolean;
}

export function readConstraints(node: DerNode | undefined, isCritical: boolean): NameConstraints {
  const permitted: Subtrees = { dns: [], emails: [], uris: [], ranges: [] };
  const excluded: Subtrees = { dns: [], emails: [], uris: [], ranges: [] };
  let hasUnhandled = false;
  for (const part of childrenOf(node)) {
    const target = part.tag === 0xa0 ? permitted : part.tag === 0xa1 ? excluded : null;
    if (target === null) throw malformed();
    for (const subtree of readNodes(part.content)) {
      const [base] = childrenOf(subtree);
      if (base === undefined || !addTo(target, base)) hasUnhandled = true;
    }
  }
  return { isCritical, permitted, excluded, hasUnhandled };
}

function addTo(target: Subtrees, { tag, content }: DerNode): boolean {
  const text = Buffer.from(content).toString("latin1");
  if (tag === 0x81) target.emails.push(text);
  else if (tag === 0x82) target.dns.push(text);
  else if (tag === 0x86) target.uris.push(text);
  else if (tag === 0x87) target.ranges.push(readRange(content));
  else return false;
  return true;
}

function readRange(content: Uint8Array): Value {
  const half = content.length / 2;
  return { IP: readIpAddress(content.subarray(0, half)), Mask: base64(content.subarray(half)) };
}
