import {
  createPublicKey,
  createSecretKey,
  X509Certificate,
  type JsonWebKey,
  type KeyObject,
} from "node:crypto";
import { createLru } from "../lru";
import { readJson } from "../json";
import {
  BuiltinError,
  getField,
  isArray,
  isObject,
  type RecordValue,
  type RegoMap,
  type Value,
} from "../value";
import { isTokenAlgorithm } from "./algorithms";
import { readPem, writePem } from "./pem";

export interface VerificationKey {
  /** Empty where the key does not name one: certificates. */
  readonly algorithm: string;
  readonly id: string;
  readonly key: KeyObject;
}

const KEY_TEXTS_MAX = 100;
const parsed = createLru<readonly VerificationKey[]>(KEY_TEXTS_MAX);

/**
 * The public keys of a PEM certificate or key, or of a JSON Web Key (set).
 *
 * @throws BuiltinError
 */
export function readVerificationKeys(text: string): readonly VerificationKey[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const block = readPem(text);
  const keys = block === null ? readKeySet(text) : [{ algorithm: "", id: "", key: readPemKey(block) }];
  parsed.set(text, keys);
  return keys;
}

function readPemKey(block: { type: string; bytes: Uint8Array; rest: string }): KeyObject {
  if (block.rest !== "") throw new BuiltinError("extra data after a PEM certificate block");
  const pem = writePem(block.type, block.bytes);
  if (block.type === "CERTIFICATE")
    return attempt("failed to parse a PEM certificate", () => new X509Certificate(pem).publicKey);
  if (block.type === "PUBLIC KEY")
    return attempt("failed to parse a PEM public key", () => createPublicKey(pem));
  throw new BuiltinError("failed to extract a Key from the PEM certificate");
}

function readKeySet(text: string): VerificationKey[] {
  return readJsonWebKeys(attempt("failed to parse a JWK key (set)", () => readJson(text))).flatMap(
    (value): VerificationKey[] => {
      const algorithm = textField(value, "alg");
      if (algorithm !== "" && !isTokenAlgorithm(algorithm)) return [];
      return [{ algorithm, id: textField(value, "kid"), key: publicKeyOf(value) }];
    },
  );
}

/**
 * The keys of a JSON Web Key set, or the only one.
 *
 * @throws BuiltinError
 */
export function readJsonWebKeys(value: Value): readonly (RecordValue | RegoMap)[] {
  if (!isObject(value)) throw new BuiltinError("failed to parse a JWK key (set): not an object");
  const keys = getField(value, "keys");
  if (keys === undefined) {
    if (textField(value, "kty") === "")
      throw new BuiltinError("failed to parse a JWK key (set): invalid key type from JSON ()");
    return [value];
  }
  if (!isArray(keys) || !keys.every(isObject))
    throw new BuiltinError("failed to parse a JWK key (set): keys must be objects");
  return keys;
}

function publicKeyOf(value: RecordValue | RegoMap): KeyObject {
  if (textField(value, "kty") === "oct") return createSecretKey(secretOf(value));
  return attempt("failed to parse a JWK key (set)", () =>
    createPublicKey({ key: jsonWebKey(value, false), format: "jwk" }),
  );
}

/** The bytes of a symmetric key. */
export function secretOf(value: RecordValue | RegoMap): Buffer {
  return Buffer.from(textField(value, "k"), "base64url");
}

const PUBLIC_FIELDS = ["kty", "crv", "n", "e", "x", "y"] as const;
const PRIVATE_FIELDS = ["d", "p", "q", "dp", "dq", "qi"] as const;

/** The members of a JSON Web Key that Node reads. */
export function jsonWebKey(value: RecordValue | RegoMap, isPrivate: boolean): JsonWebKey {
  const key: JsonWebKey = {};
  for (const field of isPrivate ? [...PUBLIC_FIELDS, ...PRIVATE_FIELDS] : PUBLIC_FIELDS) {
    const text = textField(value, field);
    if (text !== "") key[field] = text;
  }
  return key;
}

export function textField(value: RecordValue | RegoMap, name: string): string {
  const field = getField(value, name);
  return typeof field === "string" ? field : "";
}

function attempt<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new BuiltinError(`${what}: ${cause instanceof Error ? cause.message : "malformed"}`);
  }
}
