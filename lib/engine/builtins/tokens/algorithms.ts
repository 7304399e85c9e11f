import { constants, createHmac, sign, timingSafeEqual, verify, type KeyObject } from "node:crypto";

/** How a JWS algorithm signs. `hash` is null where the algorithm has its own. */
interface TokenAlgorithm {
  readonly kind: "rsa" | "rsa-pss" | "ec" | "ed25519" | "hmac";
  readonly hash: "sha256" | "sha384" | "sha512" | null;
}

const algorithms: ReadonlyMap<string, TokenAlgorithm> = new Map([
  ["RS256", { kind: "rsa", hash: "sha256" }],
  ["RS384", { kind: "rsa", hash: "sha384" }],
  ["RS512", { kind: "rsa", hash: "sha512" }],
  ["PS256", { kind: "rsa-pss", hash: "sha256" }],
  ["PS384", { kind: "rsa-pss", hash: "sha384" }],
  ["PS512", { kind: "rsa-pss", hash: "sha512" }],
  ["ES256", { kind: "ec", hash: "sha256" }],
  ["ES384", { kind: "ec", hash: "sha384" }],
  ["ES512", { kind: "ec", hash: "sha512" }],
  ["HS256", { kind: "hmac", hash: "sha256" }],
  ["HS384", { kind: "hmac", hash: "sha384" }],
  ["HS512", { kind: "hmac", hash: "sha512" }],
  ["EdDSA", { kind: "ed25519", hash: null }],
]);

export function isTokenAlgorithm(name: string): boolean {
  return algorithms.has(name);
}

/** Whether signing twice gives two signatures. */
export function isRandomized(name: string): boolean {
  const kind = algorithms.get(name)?.kind;
  return kind === "ec" || kind === "rsa-pss";
}

/** False as well where the key is not of the algorithm's kind. */
export function verifySignature(
  name: string,
  key: KeyObject,
  signed: string,
  signature: Uint8Array,
): boolean {
  const algorithm = algorithms.get(name);
  if (algorithm === undefined) return false;
  try {
    return verifyWith(algorithm, key, Buffer.from(signed), signature);
  } catch {
    return false; // A signature of an impossible length, say.
  }
}

function verifyWith(
  { kind, hash }: TokenAlgorithm,
  key: KeyObject,
  signed: Buffer,
  signature: Uint8Array,
): boolean {
  if (kind === "hmac") {
    if (key.type !== "secret" || hash === null) return false;
    const expected = createHmac(hash, key).update(signed).digest();
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  }
  if (key.type !== "public" || key.asymmetricKeyType !== (kind === "rsa-pss" ? "rsa" : kind)) return false;
  switch (kind) {
    case "rsa":
      return verify(hash, signed, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
    case "rsa-pss": {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      return verify(hash, signed, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }, signature);
    }
    case "ec":
      return verify(hash, signed, { key, dsaEncoding: "ieee-p1363" }, signature);
    case "ed25519":
      return verify(null, signed, key, signature);
  }
}

/**
 * The signature of an algorithm that always gives the same one.
 *
 * @returns null where the key is not of the algorithm's kind
 */
export function signText(name: string, key: KeyObject, text: string): Buffer | null {
  const algorithm = algorithms.get(name);
  const bytes = Buffer.from(text);
  if (algorithm?.kind === "hmac" && algorithm.hash !== null && key.type === "secret")
    return createHmac(algorithm.hash, key).update(bytes).digest();
  if (key.type !== "private" || algorithm?.kind !== key.asymmetricKeyType) return null;
  if (algorithm?.kind === "rsa" || algorithm?.kind === "ed25519") return sign(algorithm.hash, bytes, key);
  return null;
}
