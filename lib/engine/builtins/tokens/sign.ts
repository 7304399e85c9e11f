import { createPrivateKey, createSecretKey, type KeyObject } from "node:crypto";
import { toBase64Url, toBytes } from "../bytes";
import { isJson, readJson } from "../json";
import { marshalJson } from "../json-marshal";
import { textOperand, type Builtin } from "../operands";
import { BuiltinError, getField, isObject, type RecordValue, type RegoMap, type Value } from "../value";
import { isRandomized, isTokenAlgorithm, signText } from "./algorithms";
import { jsonWebKey, readJsonWebKeys, secretOf, textField } from "./keys";

export const encodeSign: Builtin = (_ctx, header, payload, key) =>
  signToken(marshalJson(header), marshalJson(payload), key);

export const encodeSignRaw: Builtin = (_ctx, header, payload, key) => {
  const keyText = textOperand(key, 3);
  const headerText = textOperand(header, 1);
  const payloadText = textOperand(payload, 2);
  return signToken(headerText, payloadText, readJson(keyText));
};

function signToken(header: string, payload: string, keys: Value): string {
  const [key] = readJsonWebKeys(keys);
  if (key === undefined) throw new BuiltinError("no keys found in JWK set");
  const parsed = readHeader(header);
  const algorithm = getField(parsed, "alg");
  if (typeof algorithm !== "string")
    throw new BuiltinError(`missing or invalid 'alg' header: jwsbb: header "alg" not found`);
  if (!isTokenAlgorithm(algorithm)) throw new BuiltinError(`unknown JWS algorithm: ${algorithm}`);
  const type = getField(parsed, "typ");
  if ((typeof type !== "string" || type === "JWT") && !isJson(payload))
    throw new BuiltinError("type is JWT but payload is not JSON");
  // An evaluation must give the same answer whenever it is repeated.
  if (isRandomized(algorithm))
    throw new BuiltinError(`${algorithm} signs differently each time, so a rule may not sign with it`);
  const signed = `${toBase64Url(toBytes(header))}.${toBase64Url(toBytes(payload))}`;
  const signature = signText(algorithm, signingKey(key), signed);
  if (signature === null) throw new BuiltinError(`the key is not one for ${algorithm}`);
  return `${signed}.${toBase64Url(signature)}`;
}

function readHeader(text: string): RecordValue | RegoMap {
  const value = isJson(text) ? readJson(text) : null;
  if (!isObject(value)) throw new BuiltinError("missing or invalid 'alg' header: cannot parse JSON");
  return value;
}

function signingKey(key: RecordValue | RegoMap): KeyObject {
  if (textField(key, "kty") === "oct") return createSecretKey(secretOf(key));
  try {
    return createPrivateKey({ key: jsonWebKey(key, true), format: "jwk" });
  } catch {
    throw new BuiltinError("failed to parse the JWK as a private key");
  }
}
