import { signIn, signOut } from "next-auth/react";
import { meSchema } from "@/lib/contracts/api/account";
import { apiGet } from "./api";
import { safePath } from "./safe-path";

export type SignInResult = "ok" | "refused" | "unreachable";

/** Never says which of the two was wrong: that would tell who has an account. */
export async function signInWithPassword(credentials: {
  readonly email: string;
  readonly password: string;
}): Promise<SignInResult> {
  try {
    const result = await signIn("credentials", { redirect: false, ...credentials });
    if (result?.ok === true && (result.error ?? "") === "") return "ok";
    return (result?.status ?? 0) >= 500 ? "unreachable" : "refused";
  } catch {
    return "unreachable";
  }
}

export async function signOutOfConsole(): Promise<void> {
  await signOut({ callbackUrl: "/sign-in" });
}

/** Where a person goes after signing in: where they wanted to, else their organization, else to name one. */
export async function homePath(next: string | null): Promise<string> {
  const wanted = safePath(next);
  if (wanted !== null) return wanted;
  const me = await apiGet("/me", meSchema).catch(() => null);
  const first = me?.memberships[0];
  return first === undefined ? "/welcome" : `/${first.organization.slug}`;
}
