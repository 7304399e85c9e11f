import { fromBase64Url, fromBytes } from "../bytes";
import { textOperand } from "../operands";
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

type ObjectValue = RecordValue | RegoMap;

/** The three parts of a token as they stand in it. */
export interface Token {
  readonly header: string;
  readonly payload: string;
  readonly signature: string;
}

/** The members of a header that matter for the signature. */
export interface TokenHeader {
  readonly value: ObjectValue;
  readonly algorithm: string;
  readonly keyId: string;
  readonly contentType: string;
  /** False where a member that is marked as critical is not known here, or the algorithm is missing. */
  readonly isAcceptable: boolean;
}

const KNOWN_MEMBERS = new Set(["alg", "kid", "typ", "cty", "crit"]);

/** @throws BuiltinError where the text has not three parts */
export function splitToken(value: Value): Token {
  const text = textOperand(value, 1);
  const parts = text.split(".");
  const [header = "", payload = "", signature = ""] = parts;
  if (parts.length === 1) throw new BuiltinError("encoded JWT had no period separators");
  if (parts.length !== 3) throw new BuiltinError(`encoded JWT must have 3 sections, found ${parts.length}`);
  return { header, payload, signature };
}

/** @throws BuiltinError, its text led by what the part is */
export function decodePart(what: "header" | "payload" | "signature", part: string): Uint8Array {
  try {
    return fromBase64Url(part);
  } catch (cause) {
    throw new BuiltinError(`JWT ${what} had invalid encoding: ${messageOf(cause)}`);
  }
}

/** @throws BuiltinError */
export function readTokenHeader(token: Token): ObjectValue {
  const text = fromBytes(decodePart("header", token.header));
  let header: ObjectValue;
  try {
    header = readJsonObject(text);
  } catch (cause) {
    throw new BuiltinError(`bad JWT header: ${messageOf(cause)}`);
  }
  if (getField(header, "enc") !== undefined)
    throw new BuiltinError("JWT is a JWE object, which is not supported");
  return header;
}

/** @throws BuiltinError */
export function readJsonObject(text: string): ObjectValue {
  let value: Value;
  try {
    value = readJson(text);
  } catch (cause) {
    throw new BuiltinError(`invalid JSON: ${messageOf(cause)}`);
  }
  if (!isObject(value)) throw new BuiltinError("decoded JSON type was not an Object");
  return value;
}

/** @throws BuiltinError where a member is of the wrong type */
export function parseTokenHeader(value: ObjectValue): TokenHeader {
  const text = (name: string): string => {
    const member = getField(value, name) ?? "";
    if (typeof member !== "string") throw new BuiltinError(`${name}: must be a string`);
    return member;
  };
  text("typ");
  const critical = criticalMembers(getField(value, "crit"));
  const algorithm = text("alg");
  return {
    value,
    algorithm,
    keyId: text("kid"),
    contentType: text("cty"),
    isAcceptable:
      algorithm !== "" &&
      !critical.some((name) => !KNOWN_MEMBERS.has(name) && getField(value, name) !== undefined),
  };
}

function criticalMembers(value: Value | undefined): string[] {
  if (value === undefined) return [];
  if (!isArray(value)) throw new BuiltinError("crit: must be a list");
  const names = value.filter((name) => typeof name === "string");
  if (names.length === 0) throw new BuiltinError("crit: must be a nonempty list");
  return names;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
