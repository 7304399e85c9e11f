import { hash } from "@node-rs/argon2";
import { signUpSchema } from "@/lib/contracts/api/account";
import { countAttempt, createUser } from "@/lib/data/system";
import { parseInput, type Services } from "../context";
import { AppError } from "../errors";
import { attemptKey, passwordHashing, signUpWindow } from "./passwords";

/**
 * Creates an account, or does nothing where the address has one: the answer and its cost are the same, so that nobody can
 * ask who has an account. Whoever has one finds out when signing in with their own password.
 */
export async function signUp(services: Services, input: unknown, address: string): Promise<void> {
  const parsed = parseInput(signUpSchema, input);
  if (!(await countAttempt(services.db, attemptKey("sign-up", address), signUpWindow.ms, signUpWindow.max))) {
    throw new AppError("rate_limited", "Too many accounts were made from here. Try again in an hour.", {
      retryAfterSeconds: signUpWindow.ms / 1000,
    });
  }
  const passwordHash = await hash(parsed.password, passwordHashing);
  await createUser(services.db, { email: parsed.email, name: parsed.name, passwordHash });
}
