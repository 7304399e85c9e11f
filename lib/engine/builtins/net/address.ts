import { BuiltinError } from "../value";

/** An IP address. IPv4 addresses written as IPv6 (`::ffff:1.2.3.4`) count as IPv4, as in Go. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** `address` need not be the first one of its network. */
export interface Network extends Address {
  readonly prefix: number;
}

/** Null where the text is no address. */
export function parseAddress(text: string): Address | null {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

/**
 * Go's `net.ParseCIDR`: the network, and nothing of the host part.
 *
 * @throws BuiltinError
 */
export function parseNetwork(text: string): Network {
  const match = /^([^/]+)\/([0-9]+)$/.exec(text);
  const address = match === null ? null : parseAddress(match[1] ?? "");
  const isMapped = address?.bits === 32 && text.includes(":");
  const prefix = Number(match?.[2]) - (isMapped ? 96 : 0);
  if (address === null || prefix > address.bits) {
    throw new BuiltinError(`invalid CIDR address: ${text}`);
  }
  const kept = Math.max(0, prefix);
  return { bits: address.bits, prefix: kept, value: firstOf({ ...address, prefix: kept }) };
}

/** The first address of a network. */
export function firstOf({ bits, value, prefix }: Network): bigint {
  const host = BigInt(bits - prefix);
  return (value >> host) << host;
}

export function lastOf(network: Network): bigint {
  return firstOf(network) + (1n << BigInt(network.bits - network.prefix)) - 1n;
}

export function contains(network: Network, address: Address): boolean {
  return (
    network.bits === address.bits && address.value >= firstOf(network) && address.value <= lastOf(network)
  );
}

/** `1.2.3.4`, or IPv6 in the form of RFC 5952. */
export function addressText({ bits, value }: Address): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join(".");
  const groups = Array.from({ length: 8 }, (_unused, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const run = longestZeroRun(groups);
  if (run.length < 2) return groups.join(":");
  return `${groups.slice(0, run.start).join(":")}::${groups.slice(run.start + run.length).join(":")}`;
}

function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === "0") length += 1;
    if (length > best.length) best = { start, length };
  }
  return best;
}

function parseIpv4(text: string): Address | null {
  const parts = text.split(".");
  const isPlain =
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255);
  return isPlain ? { bits: 32, value: parts.reduce((value, part) => value * 256n + BigInt(part), 0n) } : null;
}

function parseIpv6(text: string): Address | null {
  const lastColon = text.lastIndexOf(":");
  const tail = text.slice(lastColon + 1);
  if (tail.includes(".")) {
    const embedded = parseIpv4(tail);
    if (embedded === null) return null;
    const high = (embedded.value >> 16n).toString(16);
    const low = (embedded.value & 0xffffn).toString(16);
    return parseIpv6(`${text.slice(0, lastColon + 1)}${high}:${low}`);
  }
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head = [], rest = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - rest.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...new Array<string>(missing).fill("0"), ...rest];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null;
  const value = groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value };
}
