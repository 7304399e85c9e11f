import { escapedPath, parseUrl } from "../go/url";
import { BuiltinError, type Value } from "../value";
import {
  base64,
  childrenOf,
  oidValue,
  readBits,
  readInteger,
  readNodes,
  readOid,
  tags,
  type DerNode,
} from "./der";
import { readConstraints, type NameConstraints } from "./name-constraints";
import { readGeneralNames, readNamesOf, type GeneralNames } from "./names";
import { extendedUsageOf } from "./usages";

export interface Extension {
  readonly oid: string;
  readonly isCritical: boolean;
  readonly value: Uint8Array;
}

export function readExtensions(node: DerNode | undefined): Extension[] {
  return childrenOf(node).map((extension) => {
    const [oid, ...rest] = childrenOf(extension);
    const isCritical = rest[0]?.tag === tags.boolean && rest[0].content[0] !== 0;
    const value = rest.at(-1);
    return { oid: readOid(oid), isCritical, value: value?.content ?? new Uint8Array() };
  });
}

export function extensionValue({ oid, isCritical, value }: Extension): Value {
  return { Id: oidValue(oid), Critical: isCritical, Value: base64(value) };
}

/** What the extensions say that Go knows. */
export interface ExtensionFields {
  keyUsage: number;
  extendedUsages: readonly string[];
  basic: { readonly isAuthority: boolean; readonly pathLength: number } | null;
  names: GeneralNames;
  subjectKeyId: Uint8Array | null;
  authorityKeyId: Uint8Array | null;
  crlPoints: readonly string[];
  ocspServers: readonly string[];
  issuerUrls: readonly string[];
  policies: readonly string[];
  constraints: NameConstraints | null;
  /** Critical ones that Go does not know: such a certificate is never valid. */
  unhandled: readonly string[];
}

export function readExtensionFields(extensions: readonly Extension[]): ExtensionFields {
  const fields: ExtensionFields = {
    keyUsage: 0,
    extendedUsages: [],
    basic: null,
    names: { dns: [], emails: [], uris: [], addresses: [] },
    subjectKeyId: null,
    authorityKeyId: null,
    crlPoints: [],
    ocspServers: [],
    issuerUrls: [],
    policies: [],
    constraints: null,
    unhandled: [],
  };
  for (const extension of extensions) {
    if (!readExtension(fields, extension) && extension.isCritical)
      fields.unhandled = [...fields.unhandled, extension.oid];
  }
  return fields;
}

/** False where the extension is not known. */
function readExtension(fields: ExtensionFields, { oid, isCritical, value }: Extension): boolean {
  const [root] = readNodes(value);
  switch (oid) {
    case "2.5.29.15":
      fields.keyUsage = readKeyUsage(root);
      return true;
    case "2.5.29.19": {
      const parts = childrenOf(root);
      const length = parts.find(({ tag }) => tag === tags.integer);
      const flag = parts.find(({ tag }) => tag === tags.boolean);
      fields.basic = {
        isAuthority: flag !== undefined && flag.content[0] !== 0,
        pathLength: length === undefined ? -1 : Number(readInteger(length)),
      };
      return true;
    }
    case "2.5.29.17": {
      fields.names = readNamesOf(value);
      const { dns, emails, uris, addresses } = fields.names;
      return dns.length + emails.length + uris.length + addresses.length > 0;
    }
    case "2.5.29.30":
      fields.constraints = readConstraints(root, isCritical);
      return !fields.constraints.hasUnhandled;
    case "2.5.29.31":
      fields.crlPoints = childrenOf(root).flatMap((point) =>
        childrenOf(point).flatMap((part) =>
          part.tag !== 0xa0
            ? []
            : readNodes(part.content).flatMap((full) => readGeneralNames(readNodes(full.content)).uris),
        ),
      );
      return true;
    case "2.5.29.35":
      fields.authorityKeyId = childrenOf(root).find(({ tag }) => tag === 0x80)?.content ?? null;
      return true;
    case "2.5.29.37":
      fields.extendedUsages = childrenOf(root).map((usage) => readOid(usage));
      return true;
    case "2.5.29.14":
      fields.subjectKeyId = root?.content ?? null;
      return true;
    case "2.5.29.32":
      fields.policies = childrenOf(root).map((policy) => readOid(childrenOf(policy)[0]));
      return true;
    case "1.3.6.1.5.5.7.1.1":
      for (const access of childrenOf(root)) {
        const [method, location] = childrenOf(access);
        const uris = location === undefined ? [] : readGeneralNames([location]).uris;
        if (readOid(method) === "1.3.6.1.5.5.7.48.1") fields.ocspServers = [...fields.ocspServers, ...uris];
        if (readOid(method) === "1.3.6.1.5.5.7.48.2") fields.issuerUrls = [...fields.issuerUrls, ...uris];
      }
      return true;
    default:
      return false;
  }
}

function readKeyUsage(node: DerNode | undefined): number {
  const { bytes, length } = readBits(node);
  let usage = 0;
  for (let bit = 0; bit < Math.min(9, length); bit++)
    if (((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0) usage |= 1 << bit;
  return usage;
}

/** The members of Go's certificate that come from its extensions. */
export function extensionMembers(fields: ExtensionFields): Record<string, Value> {
  const known = fields.extendedUsages.flatMap((oid) => extendedUsageOf(oid) ?? []);
  const unknown = fields.extendedUsages.filter((oid) => extendedUsageOf(oid) === undefined);
  const { basic, constraints } = fields;
  return {
    KeyUsage: fields.keyUsage,
    ExtKeyUsage: orNull(known),
    UnknownExtKeyUsage: orNull(unknown.map(oidValue)),
    BasicConstraintsValid: basic !== null,
    IsCA: basic?.isAuthority ?? false,
    MaxPathLen: basic?.pathLength ?? 0,
    MaxPathLenZero: basic?.pathLength === 0,
    SubjectKeyId: fields.subjectKeyId === null ? null : base64(fields.subjectKeyId),
    AuthorityKeyId: fields.authorityKeyId === null ? null : base64(fields.authorityKeyId),
    OCSPServer: orNull(fields.ocspServers),
    IssuingCertificateURL: orNull(fields.issuerUrls),
    CRLDistributionPoints: orNull(fields.crlPoints),
    PolicyIdentifiers: orNull(fields.policies.map(oidValue)),
    Policies: orNull(fields.policies),
    PermittedDNSDomainsCritical: constraints?.isCritical ?? false,
    PermittedDNSDomains: orNull(constraints?.permitted.dns ?? []),
    ExcludedDNSDomains: orNull(constraints?.excluded.dns ?? []),
    PermittedIPRanges: orNull(constraints?.permitted.ranges ?? []),
    ExcludedIPRanges: orNull(constraints?.excluded.ranges ?? []),
    PermittedEmailAddresses: orNull(constraints?.permitted.emails ?? []),
    ExcludedEmailAddresses: orNull(constraints?.excluded.emails ?? []),
    PermittedURIDomains: orNull(constraints?.permitted.uris ?? []),
    ExcludedURIDomains: orNull(constraints?.excluded.uris ?? []),
    UnhandledCriticalExtensions: orNull(fields.unhandled.map(oidValue)),
    ...nameMembers(fields.names),
  };
}

export function nameMembers(names: GeneralNames): Record<string, Value> {
  return {
    DNSNames: orNull(names.dns),
    EmailAddresses: orNull(names.emails),
    IPAddresses: orNull(names.addresses),
    URIs: orNull(names.uris.map(urlMembers)),
  };
}

/** Go's `url.URL` as JSON. */
function urlMembers(text: string): Value {
  const url = parseUrl(text);
  const rest = text.slice(url.scheme === "" ? 0 : url.scheme.length + 1).replace(/[?#].*$/s, "");
  if (escapedPath(url) === "" && url.host === "" && rest !== "" && url.scheme === "")
    throw new BuiltinError("x509: cannot parse URI");
  return {
    Scheme: url.scheme,
    Opaque: url.scheme !== "" && !rest.startsWith("/") ? rest : "",
    User: null,
    Host: url.host,
    Path: url.path,
    RawPath: url.rawPath,
    OmitHost: url.scheme !== "" && rest.startsWith("/") && !rest.startsWith("//"),
    ForceQuery: text.endsWith("?"),
    RawQuery: url.rawQuery,
    Fragment: url.fragment,
    RawFragment: "",
  };
}

/** Go prints a list that has nothing as null. */
export function orNull(items: readonly Value[]): Value {
  return items.length === 0 ? null : items;
}
