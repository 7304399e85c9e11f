import { createSecretKey } from "node:crypto";
import { fromBase64Url, fromBytes, toHex } from "./bytes";
import { compareValues } from "./compare";
import { objectOperand, textOperand, type Builtin, type BuiltinContext, type Builtins } from "./operands";
import { verifySignature } from "./tokens/algorithms";
import { readConstraints, type Constraints } from "./tokens/constraints";
import { readVerificationKeys, type VerificationKey } from "./tokens/keys";
import { encodeSign, encodeSignRaw } from "./tokens/sign";
import {
  decodePart,
  parseTokenHeader,
  readJsonObject,
  readTokenHeader,
  splitToken,
  type Token,
  type TokenHeader,
} from "./tokens/token";
import {
  BuiltinError,
  getField,
  isArray,
  isNumber,
  type RecordValue,
  type RegoMap,
  type Value,
} from "./value";

type ObjectValue = RecordValue | RegoMap;

/** JSON Web Tokens: reading, verifying and, where a signature is always the same, signing. */
export const jwtBuiltins: Builtins = {
  "io.jwt.decode": (_ctx, token) => decode(token),
  "io.jwt.decode_verify": decodeVerify,
  "io.jwt.encode_sign": encodeSign,
  "io.jwt.encode_sign_raw": encodeSignRaw,
  "io.jwt.verify_eddsa": verifyBuiltin("EdDSA"),
  ...Object.fromEntries(
    ["rs", "ps", "es", "hs"].flatMap((family) =>
      ["256", "384", "512"].map((size): [string, Builtin] => {
        const name = `${family}${size}`;
        const builtin =
          family === "hs" ? verifySecretBuiltin(name.toUpperCase()) : verifyBuiltin(name.toUpperCase());
        return [`io.jwt.verify_${name}`, builtin];
      }),
    ),
  ),
};

function decode(value: Value): Value {
  const token = splitToken(value);
  const header = readTokenHeader(token);
  const payload = fromBytes(decodePart("payload", token.payload));
  // A token within a token may be quoted.
  if (getField(header, "cty") === "JWT") return decode(payload.replace(/^["']+|["']+$/g, ""));
  const content = readJsonObject(payload);
  return [header, content, toHex(decodePart("signature", token.signature))];
}

function verifyBuiltin(algorithm: string): Builtin {
  return (_ctx, value, keyText) => {
    const token = splitToken(value);
    const keys = readVerificationKeys(textOperand(keyText, 2));
    const signature = fromBase64Url(token.signature);
    const header = parseTokenHeader(readTokenHeader(token));
    return isVerified(keys, header, token, signature, algorithm);
  };
}

function verifySecretBuiltin(algorithm: string): Builtin {
  return (_ctx, value, secret) => {
    const text = textOperand(value, 1);
    const key = textOperand(secret, 2);
    const token = splitToken(text);
    return verifySignature(
      algorithm,
      createSecretKey(Buffer.from(key)),
      `${token.header}.${token.payload}`,
      fromBase64Url(token.signature),
    );
  };
}

/** By the key that the header names, else by any whose algorithm is not another one. */
function isVerified(
  keys: readonly VerificationKey[],
  header: TokenHeader,
  token: Token,
  signature: Uint8Array,
  algorithm: string,
): boolean {
  const verifies = (key: VerificationKey): boolean =>
    verifySignature(algorithm, key.key, `${token.header}.${token.payload}`, signature);
  const named = header.keyId === "" ? undefined : keys.find((key) => key.id === header.keyId);
  if (named !== undefined) return verifies(named);
  return keys.some((key) => (key.algorithm === "" || key.algorithm === header.algorithm) && verifies(key));
}

function decodeVerify(ctx: BuiltinContext, value: Value, given: Value): Value {
  const refused = [false, {}, {}];
  const constraints = readConstraints(ctx, objectOperand(given, 2));
  let encoded = value;
  for (;;) {
    const token = splitToken(encoded);
    const header = parseTokenHeader(readTokenHeader(token));
    if (!header.isAcceptable) return refused;
    if (constraints.algorithm !== "" && constraints.algorithm !== header.algorithm) return refused;
    const signature = fromBase64Url(token.signature);
    if (!isVerified(constraints.keys, header, token, signature, header.algorithm)) return refused;
    const payload = fromBytes(decodePart("payload", token.payload));
    if (header.contentType.toUpperCase() === "JWT") {
      encoded = payload;
      continue;
    }
    const claims = readJsonObject(payload);
    return areClaimsMet(claims, constraints) ? [true, header.value, claims] : refused;
  }
}

function areClaimsMet(claims: ObjectValue, { issuer, audience, timeNs }: Constraints): boolean {
  if (issuer !== "" && getField(claims, "iss") !== issuer) return false;
  const given = getField(claims, "aud");
  if (given === undefined ? audience !== "" : !(isArray(given) ? given : [given]).includes(audience))
    return false;
  const seconds = timeNs / 1_000_000_000;
  const expiry = timeClaim(claims, "exp");
  if (expiry !== undefined && compareValues(seconds, expiry) >= 0) return false;
  const start = timeClaim(claims, "nbf");
  return start === undefined || compareValues(seconds, start) >= 0;
}

function timeClaim(claims: ObjectValue, name: string): Value | undefined {
  const value = getField(claims, name);
  if (value !== undefined && !isNumber(value)) throw new BuiltinError(`${name} value must be a number`);
  return value;
}
