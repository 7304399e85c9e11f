import type { Value } from "../value";
import { signatureAlgorithm } from "./algorithms";
import {
  base64,
  childrenOf,
  expectTag,
  malformed,
  readBits,
  readInteger,
  readNodes,
  readTime,
  tags,
  type DerNode,
} from "./der";
import {
  extensionMembers,
  extensionValue,
  orNull,
  readExtensionFields,
  readExtensions,
  type ExtensionFields,
} from "./extensions";
import { readName } from "./names";
import { bigValue, readPublicKey } from "./public-key";

/** A certificate: what verification looks at, and the object that Rego sees. */
export interface Certificate {
  readonly raw: Uint8Array;
  readonly rawIssuer: Uint8Array;
  readonly rawSubject: Uint8Array;
  readonly version: number;
  /** Seconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly signatureAlgorithm: number;
  readonly fields: ExtensionFields;
  /** Go's `x509.Certificate` as JSON. */
  readonly members: Readonly<Record<string, Value>>;
}

/** The certificates that lie one after the other in the bytes. @throws BuiltinError */
export function readCertificates(bytes: Uint8Array): Certificate[] {
  return readNodes(bytes).map(readCertificate);
}

function readCertificate(node: DerNode): Certificate {
  const [tbs, algorithm, signature] = childrenOf(node);
  const parts = childrenOf(tbs);
  const explicitVersion = parts[0]?.tag === 0xa0 ? parts.shift() : undefined;
  const version =
    explicitVersion === undefined ? 1 : Number(readInteger(readNodes(explicitVersion.content)[0])) + 1;
  const [serial, , issuer, validity, subject, publicKey, ...rest] = parts;
  const [notBefore, notAfter] = childrenOf(validity).map(readTime);
  if (tbs === undefined || notBefore === undefined || notAfter === undefined) throw malformed();
  const holder = rest.find(({ tag }) => tag === 0xa3);
  const extensions = holder === undefined ? [] : readExtensions(readNodes(holder.content)[0]);
  const fields = readExtensionFields(extensions);
  const signatureNumber = signatureAlgorithm(algorithm);
  const rawIssuer = expectTag(issuer, tags.sequence).raw;
  const rawSubject = expectTag(subject, tags.sequence).raw;
  const members: Record<string, Value> = {
    Raw: base64(node.raw),
    RawTBSCertificate: base64(tbs.raw),
    RawSubjectPublicKeyInfo: base64(expectTag(publicKey, tags.sequence).raw),
    RawSubject: base64(rawSubject),
    RawIssuer: base64(rawIssuer),
    Signature: base64(readBits(signature).bytes),
    SignatureAlgorithm: signatureNumber,
    ...readPublicKey(publicKey),
    Version: version,
    SerialNumber: bigValue(readInteger(serial)),
    Issuer: readName(issuer),
    Subject: readName(subject),
    NotBefore: timeText(notBefore),
    NotAfter: timeText(notAfter),
    Extensions: orNull(extensions.map(extensionValue)),
    ExtraExtensions: null,
    InhibitAnyPolicy: 0,
    InhibitAnyPolicyZero: false,
    InhibitPolicyMapping: 0,
    InhibitPolicyMappingZero: false,
    RequireExplicitPolicy: 0,
    RequireExplicitPolicyZero: false,
    PolicyMappings: null,
    ...extensionMembers(fields),
  };
  return {
    raw: node.raw,
    rawIssuer,
    rawSubject,
    version,
    notBefore,
    notAfter,
    signatureAlgorithm: signatureNumber,
    fields,
    members,
  };
}

function timeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
