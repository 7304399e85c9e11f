import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createHmacSha256 } from "./mask";

it("makes the HMAC everybody else makes, for keys and values of any length", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 300 }), (key, message) => {
      const expected = createHmac("sha256", key).update(message).digest("hex");
      expect(createHmacSha256(Buffer.from(key))(Buffer.from(message))).toBe(expected);
    }),
  );
});
