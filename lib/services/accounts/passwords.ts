import { createHash } from "node:crypto";

/** argon2id with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. (2 = argon2id; the enum is erased.) */
export const passwordHashing = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of no password, so that an unknown address costs what a known one costs. */
export const decoyHash =
  "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$7Iv4Oo6TPqcYy/rGjQvmJ+IuXPdIPBIlHvdTWN3mQCY";

export const signInWindow = { ms: 15 * 60 * 1000, maxPerAccount: 10, maxPerAddress: 100 };
export const signUpWindow = { ms: 60 * 60 * 1000, max: 100 };

/** Rate-limit keys are hashed: the table must not become a list of who signs in from where. */
export function attemptKey(door: string, subject: string): string {
  return createHash("sha256").update(`${door}\n${subject}`).digest("base64url");
}
