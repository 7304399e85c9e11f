import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { textOperand, type Builtin, type Builtins } from "./operands";

function hash(algorithm: string): Builtin {
  return (_ctx, text) => createHash(algorithm).update(textOperand(text, 1)).digest("hex");
}

function hmac(algorithm: string): Builtin {
  return (_ctx, text, key) =>
    createHmac(algorithm, textOperand(key, 2)).update(textOperand(text, 1)).digest("hex");
}

/** Hashes and message authentication codes, in lower-case hex. */
export const cryptoBuiltins: Builtins = {
  "crypto.md5": hash("md5"),
  "crypto.sha1": hash("sha1"),
  "crypto.sha256": hash("sha256"),
  "crypto.hmac.md5": hmac("md5"),
  "crypto.hmac.sha1": hmac("sha1"),
  "crypto.hmac.sha256": hmac("sha256"),
  "crypto.hmac.sha512": hmac("sha512"),
  "crypto.hmac.equal": (_ctx, first, second) => {
    const left = Buffer.from(textOperand(first, 1));
    const right = Buffer.from(textOperand(second, 2));
    return left.length === right.length && timingSafeEqual(left, right);
  },
};
