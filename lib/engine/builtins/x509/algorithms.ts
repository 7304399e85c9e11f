import { readNodes, readOid, childrenOf, type DerNode } from "./der";

/** Go's numbers of signature algorithms, by object identifier. */
const SIGNATURES = new Map([
  ["1.2.840.113549.1.1.2", 1],
  ["1.2.840.113549.1.1.4", 2],
  ["1.2.840.113549.1.1.5", 3],
  ["1.3.14.3.2.29", 3],
  ["1.2.840.113549.1.1.11", 4],
  ["1.2.840.113549.1.1.12", 5],
  ["1.2.840.113549.1.1.13", 6],
  ["1.2.840.10040.4.3", 7],
  ["2.16.840.1.101.3.4.3.2", 8],
  ["1.2.840.10045.4.1", 9],
  ["1.2.840.10045.4.3.2", 10],
  ["1.2.840.10045.4.3.3", 11],
  ["1.2.840.10045.4.3.4", 12],
  ["1.3.101.112", 16],
]);
const PSS = "1.2.840.113549.1.1.10";
const PSS_HASHES = new Map([
  ["2.16.840.1.101.3.4.2.1", 13],
  ["2.16.840.1.101.3.4.2.2", 14],
  ["2.16.840.1.101.3.4.2.3", 15],
]);
/** MD2, MD5, SHA-1 and DSA: Go does not verify with them. */
const INSECURE = new Set([0, 1, 2, 3, 7, 8, 9]);

export function signatureAlgorithm(node: DerNode | undefined): number {
  const [oid, parameters] = childrenOf(node);
  const name = readOid(oid);
  if (name !== PSS) return SIGNATURES.get(name) ?? 0;
  const hash = parameters === undefined ? undefined : childrenOf(parameters).find(({ tag }) => tag === 0xa0);
  if (hash === undefined) return 0;
  const [identifier] = childrenOf(readNodes(hash.content)[0]);
  return PSS_HASHES.get(readOid(identifier)) ?? 0;
}

export function isVerifiable(algorithm: number): boolean {
  return !INSECURE.has(algorithm);
}
