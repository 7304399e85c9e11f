import { verify } from "@node-rs/argon2";
import { signInSchema } from "@/lib/contracts/api/account";
import { countAttempt, findUserByEmail } from "@/lib/data/system";
import type { Services } from "../context";
import { attemptKey, decoyHash, signInWindow } from "./passwords";

export interface SignedIn {
  id: string;
  name: string;
  email: string;
  sessionVersion: number;
}

/**
 * Null for a wrong password, an unknown address, malformed input and too many attempts alike; each costs one hash.
 */
export async function signIn(
  services: Services,
  input: { credentials: unknown; address: string },
): Promise<SignedIn | null> {
  const parsed = signInSchema.safeParse(pick(input.credentials));
  if (!parsed.success) return null;
  const { email, password } = parsed.data;
  const byAccount = await countAttempt(
    services.db,
    attemptKey("sign-in account", email),
    signInWindow.ms,
    signInWindow.maxPerAccount,
  );
  const byAddress = await countAttempt(
    services.db,
    attemptKey("sign-in address", input.address),
    signInWindow.ms,
    signInWindow.maxPerAddress,
  );
  if (!byAccount || !byAddress) return null;
  const user = await findUserByEmail(services.db, email);
  const matches = await verify(user?.passwordHash ?? decoyHash, password).catch(() => false);
  if (user === null || !matches) return null;
  return { id: user.id, name: user.name, email: user.email, sessionVersion: user.sessionVersion };
}

/** next-auth adds fields of its own (csrfToken, callbackUrl) beside the credentials. */
function pick(credentials: unknown): unknown {
  if (typeof credentials !== "object" || credentials === null) return null;
  return {
    email: "email" in credentials ? credentials.email : undefined,
    password: "password" in credentials ? credentials.password : undefined,
  };
}
