import { fromBase64Url, fromBytes, toHex } from "./bytes";
import { textOperand, type Builtins } from "./operands";
import { decodeValue } from "./value-text";
import { BuiltinError, getField, isObject, type RecordValue, type RegoMap, type Value } from "./value";

/** Reading a token without checking its signature. Verification needs keys, which no entity should hold. */
export const jwtBuiltins: Builtins = {
  "io.jwt.decode": (_ctx, token) => decode(textOperand(token, 1)),
};

function decode(token: string): Value {
  const parts = token.split(".");
  const [header = "", payload = "", signature = ""] = parts;
  if (parts.length !== 3) throw new BuiltinError(`encoded JWT must have 3 sections, found ${parts.length}`);
  const headerValue = readObject(fromBytes(fromBase64Url(header)));
  if (getField(headerValue, "enc") !== undefined)
    throw new BuiltinError("JWT is a JWE object, which is not supported");
  const payloadText = fromBytes(fromBase64Url(payload));
  if (getField(headerValue, "cty") === "JWT") return decode(payloadText.replace(/^["']+|["']+$/g, ""));
  return [headerValue, readObject(payloadText), toHex(fromBase64Url(signature))];
}

function readObject(text: string): RecordValue | RegoMap {
  const value = isJson(text) ? decodeValue(text) : null;
  if (!isObject(value)) throw new BuiltinError("decoded JSON type was not an Object");
  return value;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
