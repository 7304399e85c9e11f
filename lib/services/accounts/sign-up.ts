import { hash } from "@node-rs/argon2";
import { signUpSchema } from "@/lib/contracts/api/account";
import { countAttempt, createUser } from "@/lib/data/system";
import { parseInput, type Services } from "../context";
import { AppError } from "../errors";
import { attemptKey, passwordHashing, signUpWindow } from "./passwords";

/**
 * Creates an account. The answer for an address that has one already is the same as for any other failure, and costs the
 * same hashing time, so that nobody can ask who has an account.
 */
export async function signUp(services: Services, input: unknown, address: string): Promise<void> {
  const parsed = parseInput(signUpSchema, input);
  if (!(await countAttempt(services.db, attemptKey("sign-up", address), signUpWindow.ms, signUpWindow.max))) {
    throw new AppError("rate_limited", "Too many accounts were made from here. Try again in an hour.", {
      retryAfterSeconds: signUpWindow.ms / 1000,
    });
  }
  const passwordHash = await hash(parsed.password, passwordHashing);
  const user = await createUser(services.db, { email: parsed.email, name: parsed.name, passwordHash });
  if (user === null) {
    throw new AppError(
      "conflict",
      "An account could not be created with these details. If you have one already, sign in instead.",
    );
  }
}
