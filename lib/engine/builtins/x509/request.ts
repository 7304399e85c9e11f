import { numberFromText, type Value } from "../value";
import { signatureAlgorithm } from "./algorithms";
import {
  base64,
  childrenOf,
  expectTag,
  malformed,
  oidValue,
  readBits,
  readInteger,
  readNodes,
  readOid,
  readText,
  tags,
  type DerNode,
} from "./der";
import { extensionValue, nameMembers, orNull, readExtensionFields, readExtensions } from "./extensions";
import { readName } from "./names";
import { readPublicKey } from "./public-key";

const EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

/** Go's `x509.CertificateRequest` as JSON. @throws BuiltinError */
export function readRequest(bytes: Uint8Array): Value {
  const [node, ...more] = readNodes(bytes);
  if (node === undefined || more.length > 0) throw malformed();
  const [tbs, algorithm, signature] = childrenOf(node);
  const [version, subject, publicKey, attributes] = childrenOf(tbs);
  if (tbs === undefined || subject === undefined || publicKey === undefined) throw malformed();
  const nodes = attributes === undefined ? [] : readNodes(expectTag(attributes, 0xa0).content);
  const extensions = nodes.flatMap((attribute) => {
    const [type, values] = childrenOf(attribute);
    return readOid(type) === EXTENSION_REQUEST
      ? readNodes(values?.content ?? new Uint8Array()).flatMap(readExtensions)
      : [];
  });
  return {
    Raw: base64(node.raw),
    RawTBSCertificateRequest: base64(tbs.raw),
    RawSubjectPublicKeyInfo: base64(publicKey.raw),
    RawSubject: base64(subject.raw),
    Version: numberFromText(String(readInteger(version))),
    Signature: base64(readBits(signature).bytes),
    SignatureAlgorithm: signatureAlgorithm(algorithm),
    ...readPublicKey(publicKey),
    Subject: readName(subject),
    Attributes: orNull(nodes.flatMap((attribute) => attributeValue(attribute) ?? [])),
    Extensions: orNull(extensions.map(extensionValue)),
    ExtraExtensions: null,
    ...nameMembers(readExtensionFields(extensions).names),
  };
}

/** Attributes that are not sets of lists of pairs are left out, as in Go. */
function attributeValue(attribute: DerNode): Value | null {
  const [type, values] = childrenOf(attribute);
  const sets = childrenOf(values, tags.set);
  if (!sets.every(({ tag }) => tag === tags.sequence)) return null;
  return {
    Type: oidValue(readOid(type)),
    Value: sets.map((set) =>
      childrenOf(set).map((pair) => {
        const [key, value] = childrenOf(pair);
        return { Type: oidValue(readOid(key)), Value: value === undefined ? null : anyValue(value) };
      }),
    ),
  };
}

function anyValue(node: DerNode): Value {
  if (node.tag === tags.boolean) return node.content[0] !== 0;
  if (node.tag === tags.integer) return numberFromText(String(readInteger(node)));
  if (node.tag === tags.octetString) return base64(node.content);
  return readText(node);
}
