import { entriesOf, makeSet } from "./compare";
import {
  addressText,
  contains,
  firstOf,
  lastOf,
  parseAddress,
  parseNetwork,
  type Address,
  type Network,
} from "./net/address";
import { itemsOperand, textOperand, type Builtin, type Builtins } from "./operands";
import { BuiltinError, BuiltinLimit, isArray, isObject, RegoSet, type Value } from "./value";

/** Addresses that `net.cidr_expand` may make: a /14. */
const ADDRESSES_MAX = 262_144n;

const overlap: Builtin = (_ctx, first, second) => {
  const a = parseNetwork(textOperand(first, 1));
  const b = parseNetwork(textOperand(second, 1));
  return contains(a, { bits: b.bits, value: firstOf(b) }) || contains(b, { bits: a.bits, value: firstOf(a) });
};

const containsBuiltin: Builtin = (_ctx, network, other) =>
  networkContains(textOperand(network, 1), textOperand(other, 1));

export const netBuiltins: Builtins = {
  "net.cidr_contains": containsBuiltin,
  "net.cidr_overlap": containsBuiltin,
  "net.cidr_intersects": overlap,
  "net.cidr_is_valid": (_ctx, text) => typeof text === "string" && isNetwork(text),
  "net.cidr_expand": (ctx, text) => {
    const network = parseNetwork(textOperand(text, 1));
    const count = lastOf(network) - firstOf(network) + 1n;
    if (count > ADDRESSES_MAX)
      throw new BuiltinLimit(`net.cidr_expand would make more than ${ADDRESSES_MAX} addresses.`);
    ctx.charge?.(Number(count));
    const first = firstOf(network);
    return makeSet(
      Array.from({ length: Number(count) }, (_unused, index) =>
        addressText({ bits: network.bits, value: first + BigInt(index) }),
      ),
    );
  },
  "net.cidr_contains_matches": (ctx, first, second) => {
    const outer = matchOperand(first, 1);
    const inner = matchOperand(second, 2);
    ctx.charge?.(outer.length * inner.length);
    const found: Value[] = [];
    for (const [cidr, index] of outer) {
      for (const [other, otherIndex] of inner) {
        if (networkContains(textOperand(cidr, 1), textOperand(other, 2))) found.push([index, otherIndex]);
      }
    }
    return makeSet(found);
  },
  "net.cidr_merge": (_ctx, cidrs) =>
    makeSet(merge(itemsOperand(cidrs, 1).map((item) => readMergeItem(textOperand(item, 1))))),
};

function isNetwork(text: string): boolean {
  try {
    parseNetwork(text);
    return true;
  } catch {
    return false;
  }
}

function networkContains(outer: string, inner: string): boolean {
  const network = parseNetwork(outer);
  const address = parseAddress(inner);
  if (address !== null) return contains(network, address);
  const other = readInner(inner);
  return (
    contains(network, { bits: other.bits, value: firstOf(other) }) &&
    contains(network, { bits: other.bits, value: lastOf(other) })
  );
}

function readInner(text: string): Network {
  try {
    return parseNetwork(text);
  } catch {
    throw new BuiltinError(`not a valid textual representation of an IP address or CIDR: ${text}`);
  }
}

/** Each CIDR of an operand with the index it is reported by. */
function matchOperand(value: Value, position: number): (readonly [Value, Value])[] {
  if (typeof value === "string") return [[value, value]];
  if (isArray(value)) return value.map((item, index) => [cidrOf(item, position), index]);
  if (value instanceof RegoSet) return value.items.map((item) => [cidrOf(item, position), item]);
  if (isObject(value)) return entriesOf(value).map(([key, item]) => [cidrOf(item, position), key]);
  throw new BuiltinError(`operand ${position} must be a string or a collection`);
}

function cidrOf(item: Value, position: number): Value {
  const cidr = isArray(item) ? item[0] : item;
  if (typeof item !== "string" && (!isArray(item) || cidr === undefined)) {
    throw new BuiltinError(`operand ${position}: element must be string or non-empty array`);
  }
  return cidr ?? null;
}

interface Range {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
  /** The network as it was given; null once it has been merged with another. */
  readonly network: Network | null;
}

/** An address without a prefix gets the one of its class (A, B, C), as Go's `DefaultMask` has it. */
function readMergeItem(text: string): Network {
  const address = parseAddress(text);
  if (address === null) return parseNetwork(text);
  if (address.bits === 128) throw new BuiltinError("IPv6 invalid: needs prefix length");
  const firstByte = Number(address.value >> 24n);
  return { ...address, prefix: firstByte < 0x80 ? 8 : firstByte < 0xc0 ? 16 : 24 };
}

function merge(networks: readonly Network[]): string[] {
  const ranges: Range[] = networks.map((network) => ({
    bits: network.bits,
    first: firstOf(network),
    last: lastOf(network),
    network,
  }));
  ranges.sort(
    (a, b) =>
      compareBig(order(a.bits, a.last), order(b.bits, b.last)) ||
      compareBig(order(a.bits, a.first), order(b.bits, b.first)),
  );
  for (let index = ranges.length - 1; index > 0; index--) {
    const upper = ranges[index];
    const lower = ranges[index - 1];
    if (upper === undefined || lower === undefined || upper.bits !== lower.bits) continue;
    const previous = upper.first === 0n ? 0n : upper.first - 1n;
    if (previous > lower.last) continue;
    const first = lower.first < upper.first ? lower.first : upper.first;
    ranges.splice(index - 1, 2, { bits: upper.bits, first, last: upper.last, network: null });
  }
  return ranges.flatMap((range) => (range.network === null ? coverOf(range) : [networkText(range.network)]));
}

/** Where an address stands among those of both families: IPv4 lies within IPv6 at `::ffff:0:0`. */
function order(bits: 32 | 128, value: bigint): bigint {
  return bits === 32 ? (0xffffn << 32n) + value : value;
}

/** The fewest networks that cover a range exactly. */
function coverOf({ bits, first, last }: Range): string[] {
  const texts: string[] = [];
  for (let start = first; start <= last;) {
    let host = 0n;
    while (
      host < BigInt(bits) &&
      start % (1n << (host + 1n)) === 0n &&
      start + (1n << (host + 1n)) - 1n <= last
    )
      host += 1n;
    texts.push(networkText({ bits, value: start, prefix: bits - Number(host) }));
    start += 1n << host;
  }
  return texts;
}

function networkText(network: Network): string {
  const address: Address = { bits: network.bits, value: network.value };
  return `${addressText(address)}/${network.prefix}`;
}

function compareBig(a: bigint, b: bigint): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
