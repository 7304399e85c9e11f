import { createPublicKey } from "node:crypto";
import { numberFromText, type Value } from "../value";
import { base64, childrenOf, readBits, readInteger, readNodes, readOid, type DerNode } from "./der";

/** A public key as Go's JSON has it, and Go's number of its algorithm. */
export interface PublicKeyFields {
  readonly PublicKeyAlgorithm: number;
  readonly PublicKey: Value;
}

export function readPublicKey(node: DerNode | undefined): PublicKeyFields {
  const [algorithm, bits] = childrenOf(node);
  const [oid, parameters] = childrenOf(algorithm);
  const { bytes } = readBits(bits);
  switch (readOid(oid)) {
    case "1.2.840.113549.1.1.1": {
      const [modulus, exponent] = childrenOf(readNodes(bytes)[0]);
      return {
        PublicKeyAlgorithm: 1,
        PublicKey: { N: bigValue(readInteger(modulus)), E: bigValue(readInteger(exponent)) },
      };
    }
    case "1.2.840.10040.4.1": {
      const [p, q, g] = childrenOf(parameters).map((number) => bigValue(readInteger(number)));
      const y = bigValue(readInteger(readNodes(bytes)[0]));
      return { PublicKeyAlgorithm: 2, PublicKey: { P: p ?? null, Q: q ?? null, G: g ?? null, Y: y } };
    }
    case "1.2.840.10045.2.1":
      return { PublicKeyAlgorithm: 3, PublicKey: { Curve: {}, ...pointOf(node) } };
    case "1.3.101.112":
      return { PublicKeyAlgorithm: 4, PublicKey: base64(bytes) };
    default:
      return { PublicKeyAlgorithm: 0, PublicKey: null };
  }
}

export function bigValue(value: bigint): Value {
  return numberFromText(String(value));
}

/** Node unpacks the point, whatever its curve. */
function pointOf(node: DerNode | undefined): { X: Value; Y: Value } {
  const key = createPublicKey({ key: Buffer.from(node?.raw ?? []), format: "der", type: "spki" });
  const { x = "", y = "" } = key.export({ format: "jwk" });
  return { X: bigFromBase64(x), Y: bigFromBase64(y) };
}

export function bigFromBase64(text: string): Value {
  return bigValue(BigInt(`0x${Buffer.from(text, "base64url").toString("hex") || "0"}`));
}
