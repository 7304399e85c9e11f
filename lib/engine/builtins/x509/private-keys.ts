import { createPrivateKey, type KeyObject } from "node:crypto";
import { readPemBlocks, writePem } from "../tokens/pem";
import { BuiltinError, type Value } from "../value";
import { bigFromBase64 } from "./public-key";

const KEY_TYPES = new Set(["RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY"]);

/** The private keys of a PEM text, which may be in base64 as a whole. @throws BuiltinError */
export function readPrivateKeys(text: string): KeyObject[] {
  const isEncoded = text.length % 4 === 0 && /^[A-Za-z0-9+/\r\n]*={0,2}$/.test(text);
  const pem = isEncoded ? Buffer.from(text, "base64").toString("utf8") : text;
  return readPemBlocks(pem)
    .filter(({ type }) => KEY_TYPES.has(type))
    .map(({ type, bytes }) => readPrivateKey(writePem(type, bytes)));
}

/** @throws BuiltinError */
export function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new BuiltinError("x509: failed to parse the private key");
  }
}

/** A private key as Go's JSON has it. */
export function privateKeyValue(key: KeyObject): Value {
  const jwk = key.export({ format: "jwk" });
  const number = (name: "n" | "e" | "d" | "p" | "q" | "dp" | "dq" | "qi" | "x" | "y"): Value =>
    bigFromBase64(jwk[name] ?? "");
  if (jwk.kty === "RSA")
    return {
      N: number("n"),
      E: number("e"),
      D: number("d"),
      Primes: [number("p"), number("q")],
      Precomputed: { Dp: number("dp"), Dq: number("dq"), Qinv: number("qi"), CRTValues: [] },
    };
  if (jwk.kty === "EC") return { Curve: {}, X: number("x"), Y: number("y"), D: number("d") };
  const bytes = [jwk.d ?? "", jwk.x ?? ""].map((part) => Buffer.from(part, "base64url"));
  return Buffer.concat(bytes).toString("base64");
}

/** A private key as a JSON Web Key. */
export function jsonWebKeyValue(key: KeyObject): Value {
  const jwk = key.export({ format: "jwk" });
  const { kty, crv, n, e, d, p, q, dp, dq, qi, x, y } = jwk;
  const members: Record<string, Value> = {};
  for (const [name, value] of Object.entries({ kty, crv, n, e, d, p, q, dp, dq, qi, x, y }))
    if (value !== undefined) members[name] = value;
  return members;
}
