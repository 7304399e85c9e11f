import { createPublicKey } from "node:crypto";
import { fromBase64, fromBytes } from "./bytes";
import { entriesOf } from "./compare";
import { toMachineInteger } from "./decimal";
import { objectOperand, textOperand, type BuiltinContext, type Builtins } from "./operands";
import { readPem, readPemBlocks, writePem } from "./tokens/pem";
import {
  BuiltinError,
  isArray,
  isNumber,
  numberText,
  RegoSet,
  type RecordValue,
  type RegoMap,
  type Value,
} from "./value";
import { readCertificates, type Certificate } from "./x509/certificate";
import { jsonWebKeyValue, privateKeyValue, readPrivateKey, readPrivateKeys } from "./x509/private-keys";
import { readRequest } from "./x509/request";
import { usageByName } from "./x509/usages";
import { verifyChain, type VerifyOptions } from "./x509/verify";

/** Certificates and keys, printed as Go's standard library prints them. */
export const x509Builtins: Builtins = {
  "crypto.x509.parse_certificates": (_ctx, text) =>
    readCertificateText(textOperand(text, 1)).map((certificate) => withUris(certificate)),
  "crypto.x509.parse_and_verify_certificates": (ctx, text) => {
    const chain = verify(textOperand(text, 1), defaultOptions(ctx));
    return [chain !== null, (chain ?? []).map(withUris)];
  },
  "crypto.x509.parse_and_verify_certificates_with_options": (ctx, text, given) => {
    const certificates = textOperand(text, 1);
    const options = objectOperand(given, 2);
    if (!isReadable(certificates)) return [false, []];
    const chain = verify(certificates, readOptions(ctx, options));
    return [chain !== null, (chain ?? []).map(({ members }) => members)];
  },
  "crypto.x509.parse_certificate_request": (_ctx, text) => {
    const input = textOperand(text, 1);
    const bytes = input.startsWith("-----BEGIN CERTIFICATE REQUEST-----")
      ? input
      : fromBytes(fromBase64(input));
    const block = readPem(bytes);
    if (block === null) return readRequest(fromBase64(input));
    if (block.type !== "CERTIFICATE REQUEST")
      throw new BuiltinError("invalid PEM-encoded certificate signing request");
    return readRequest(block.bytes);
  },
  "crypto.x509.parse_keypair": (_ctx, certificate, key) =>
    parseKeyPair(textOperand(certificate, 1), textOperand(key, 1)),
  "crypto.x509.parse_rsa_private_key": (_ctx, text) => {
    const input = textOperand(text, 1);
    if (input === "") throw new BuiltinError("input PEM data was empty");
    const [key] = readPrivateKeys(input.startsWith("-----BEGIN") ? input : fromBytes(fromBase64(input)));
    return key === undefined ? null : jsonWebKeyValue(key);
  },
  "crypto.parse_private_keys": (_ctx, text) => {
    const input = textOperand(text, 1);
    return input === "" ? null : readPrivateKeys(input).map(privateKeyValue);
  },
};

function withUris({ members, fields }: Certificate): Value {
  const { uris } = fields.names;
  return { ...members, URIStrings: uris.length === 0 ? null : uris };
}

/** PEM, base64 of PEM, or base64 of DER. */
function readCertificateText(text: string): Certificate[] {
  if (text.startsWith("-----BEGIN")) return readCertificatePem(text);
  const bytes = fromBase64(text);
  const decoded = fromBytes(bytes);
  return decoded.startsWith("-----BEGIN") ? readCertificatePem(decoded) : readCertificates(bytes);
}

function readCertificatePem(text: string): Certificate[] {
  return readPemBlocks(text).flatMap(({ type, bytes }) => {
    if (type !== "CERTIFICATE") throw new BuiltinError(`PEM block type is '${type}', expected CERTIFICATE`);
    return readCertificates(bytes);
  });
}

function isReadable(text: string): boolean {
  try {
    readCertificateText(text);
    return true;
  } catch (cause) {
    if (cause instanceof BuiltinError) return false;
    throw cause;
  }
}

function verify(text: string, options: VerifyOptions): readonly Certificate[] | null {
  return isReadable(text) ? verifyChain(readCertificateText(text), options) : null;
}

function defaultOptions(ctx: BuiltinContext): VerifyOptions {
  return { time: Number(BigInt(ctx.nowNs) / 1_000_000_000n), dnsName: "", usages: [] };
}

function readOptions(ctx: BuiltinContext, given: RecordValue | RegoMap): VerifyOptions {
  let { time, dnsName, usages } = defaultOptions(ctx);
  for (const [key, value] of entriesOf(given)) {
    if (key === "DNSName") {
      if (typeof value !== "string") throw new BuiltinError("'DNSName' should be a string");
      dnsName = value.replace(/^"+|"+$/g, "");
    } else if (key === "CurrentTime") time = Number(integerOption(key, value) / 1_000_000_000n);
    else if (key === "MaxConstraintComparisons") integerOption(key, value);
    else if (key === "KeyUsages") usages = readUsages(value);
    else throw new BuiltinError("invalid key option");
  }
  return { time, dnsName, usages };
}

function integerOption(name: string, value: Value): bigint {
  if (!isNumber(value)) throw new BuiltinError(`'${name}' should be a number`);
  const integer = toMachineInteger(numberText(value));
  if (integer === null)
    throw new BuiltinError(`'${name}' should be a valid ${name === "CurrentTime" ? "int64 " : ""}number`);
  return integer;
}

function readUsages(value: Value): number[] {
  const items = isArray(value) ? value : value instanceof RegoSet ? value.items : null;
  if (items === null) throw new BuiltinError("'KeyUsages' should be an Array or Set");
  const names = items.filter((item) => typeof item === "string").map((name) => name.replace(/^"+|"+$/g, ""));
  const unknown = names.filter((name) => usageByName(name) === undefined);
  if (unknown.length > 0)
    throw new BuiltinError(`invalid entries for 'KeyUsages' found: [${unknown.join(" ")}]`);
  return names.flatMap((name) => usageByName(name) ?? []);
}

/** Go's `tls.Certificate`. */
function parseKeyPair(certificateText: string, keyText: string): Value {
  const blocks = readPemBlocks(asPem(certificateText, "CERTIFICATE")).filter(
    ({ type }) => type === "CERTIFICATE",
  );
  const certificates = blocks.flatMap(({ bytes }) => readCertificates(bytes));
  const [leaf] = certificates;
  if (leaf === undefined) throw new BuiltinError(`tls: failed to find any PEM data in certificate input`);
  const block = readPemBlocks(asPem(keyText, "PRIVATE KEY")).find(({ type }) =>
    /(?:^| )PRIVATE KEY$/.test(type),
  );
  if (block === undefined) throw new BuiltinError("tls: failed to find any PEM data in key input");
  const key = readPrivateKey(writePem(block.type, block.bytes));
  const own = createPublicKey(key).export({ format: "der", type: "spki" });
  if (own.toString("base64") !== leaf.members["RawSubjectPublicKeyInfo"])
    throw new BuiltinError("tls: private key does not match public key");
  return {
    Certificate: certificates.map(({ raw }) => Buffer.from(raw).toString("base64")),
    PrivateKey: privateKeyValue(key),
    SupportedSignatureAlgorithms: null,
    OCSPStaple: null,
    SignedCertificateTimestamps: null,
    Leaf: leaf.members,
  };
}

function asPem(text: string, type: string): string {
  if (text.startsWith("-----BEGIN ")) return text;
  const bytes = fromBase64(text);
  const decoded = fromBytes(bytes);
  return decoded.startsWith("-----BEGIN") ? decoded : writePem(type, bytes);
}
