import { X509Certificate } from "node:crypto";
import { parseAddress } from "../net/address";
import { isVerifiable } from "./algorithms";
import type { Certificate } from "./certificate";
import { ANY_USAGE, extendedUsageOf, SERVER_USAGE } from "./usages";

/** What a chain must be good for. */
export interface VerifyOptions {
  /** Seconds since 1970. */
  readonly time: number;
  /** Empty for any. */
  readonly dnsName: string;
  /** Go's numbers; server authentication where there are none. */
  readonly usages: readonly number[];
}

const CERT_SIGN = 1 << 5;
const CANDIDATES_MAX = 100;

/**
 * A chain from the last certificate to the first, which is trusted; those between may be used.
 *
 * @returns null where there is none
 */
export function verifyChain(
  certificates: readonly Certificate[],
  options: VerifyOptions,
): readonly Certificate[] | null {
  const [root, ...others] = certificates;
  const leaf = others.pop();
  if (root === undefined || leaf === undefined) return null;
  if (!isCurrent(leaf, options.time) || leaf.fields.unhandled.length > 0) return null;
  if (options.dnsName !== "" && !isNamed(leaf, options.dnsName)) return null;
  const search = { root, others, options, tries: 0 };
  if (isSame(leaf, root)) return isUsable([leaf], options) ? [leaf] : null;
  return extend(search, [leaf]);
}

interface Search {
  readonly root: Certificate;
  readonly others: readonly Certificate[];
  readonly options: VerifyOptions;
  tries: number;
}

function extend(search: Search, chain: readonly Certificate[]): readonly Certificate[] | null {
  const current = chain.at(-1);
  if (current === undefined) return null;
  for (const parent of [search.root, ...search.others]) {
    search.tries += 1;
    if (search.tries > CANDIDATES_MAX) return null;
    if (chain.some((known) => isSame(known, parent))) continue;
    if (!isIssuer(parent, current, chain, search.options.time)) continue;
    const longer = [...chain, parent];
    if (parent === search.root) {
      if (isUsable(longer, search.options)) return longer;
      continue;
    }
    const found = extend(search, longer);
    if (found !== null) return found;
  }
  return null;
}

function isIssuer(
  parent: Certificate,
  child: Certificate,
  chain: readonly Certificate[],
  time: number,
): boolean {
  const { basic, keyUsage, unhandled, constraints } = parent.fields;
  if (!Buffer.from(parent.rawSubject).equals(child.rawIssuer) || !isCurrent(parent, time)) return false;
  if (basic === null ? parent.version === 3 : !basic.isAuthority) return false;
  if (keyUsage !== 0 && (keyUsage & CERT_SIGN) === 0) return false;
  if (basic !== null && basic.pathLength >= 0 && chain.length - 1 > basic.pathLength) return false;
  if (unhandled.length > 0 || !isVerifiable(child.signatureAlgorithm)) return false;
  if (constraints !== null && !chain.every((certificate) => isWithin(certificate, parent))) return false;
  try {
    return new X509Certificate(child.raw).verify(new X509Certificate(parent.raw).publicKey);
  } catch {
    return false;
  }
}

/** Names of hosts are checked. An authority that constrains other kinds of names is not trusted with such names. */
function isWithin({ fields }: Certificate, { fields: { constraints } }: Certificate): boolean {
  if (constraints === null) return true;
  const { permitted, excluded } = constraints;
  const { dns, emails, uris, addresses } = fields.names;
  const others = (side: typeof permitted): boolean =>
    (emails.length > 0 && side.emails.length > 0) ||
    (uris.length > 0 && side.uris.length > 0) ||
    (addresses.length > 0 && side.ranges.length > 0);
  if (others(permitted) || others(excluded)) return false;
  return dns.every(
    (name) =>
      (permitted.dns.length === 0 || permitted.dns.some((domain) => isInDomain(name, domain))) &&
      !excluded.dns.some((domain) => isInDomain(name, domain)),
  );
}

function isInDomain(name: string, domain: string): boolean {
  const [host, suffix] = [name.toLowerCase(), domain.toLowerCase()];
  if (suffix === "") return true;
  if (suffix.startsWith(".")) return host.endsWith(suffix);
  return host === suffix || host.endsWith(`.${suffix}`);
}

/** Every certificate of the chain must allow one of the usages, unless any will do. */
function isUsable(chain: readonly Certificate[], { usages }: VerifyOptions): boolean {
  const wanted = usages.length === 0 ? [SERVER_USAGE] : usages;
  if (wanted.includes(ANY_USAGE)) return true;
  let left = wanted;
  for (const { fields } of chain.toReversed()) {
    if (fields.extendedUsages.length === 0) continue;
    const allowed = fields.extendedUsages.map(extendedUsageOf);
    if (allowed.includes(ANY_USAGE)) continue;
    left = left.filter((usage) => allowed.includes(usage));
  }
  return left.length > 0;
}

/** Go's `VerifyHostname`. */
function isNamed({ fields }: Certificate, name: string): boolean {
  const literal = /^\[(.*)\]$/.exec(name)?.[1] ?? name;
  const address = parseAddress(literal);
  if (address !== null)
    return fields.names.addresses.some((text) => {
      const own = parseAddress(text);
      return own !== null && own.bits === address.bits && own.value === address.value;
    });
  const host = name.toLowerCase().replace(/\.$/, "");
  return fields.names.dns.some((pattern) => matchesHost(pattern.toLowerCase().replace(/\.$/, ""), host));
}

/** A star stands for the whole first label. */
function matchesHost(pattern: string, host: string): boolean {
  const [left, right] = [pattern.split("."), host.split(".")];
  if (left.length !== right.length || pattern === "" || host === "") return false;
  return left.every((label, index) => (index === 0 && label === "*") || label === right[index]);
}

function isCurrent({ notBefore, notAfter }: Certificate, time: number): boolean {
  return time >= notBefore && time <= notAfter;
}

function isSame(a: Certificate, b: Certificate): boolean {
  return Buffer.from(a.raw).equals(b.raw);
}
