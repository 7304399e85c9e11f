import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { consoleEnv } from "@/lib/env";
import { consoleServices } from "@/lib/runtime/console";
import { signIn } from "@/lib/services/accounts/sign-in";

const sessionSeconds = 14 * 24 * 60 * 60;

/** next-auth with e-mail and password; sessions are signed tokens that name the user and the version of their sessions. */
export function authOptions(): NextAuthOptions {
  return {
    secret: consoleEnv().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/sign-in" },
    providers: [
      Credentials({
        name: "E-mail and password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials, request) => {
          const forwarded: unknown = request.headers?.["x-forwarded-for"];
          const address = typeof forwarded === "string" ? (forwarded.split(",")[0]?.trim() ?? "") : "";
          return await signIn(consoleServices(), { credentials, address });
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => {
        if (user === undefined) return token;
        return { ...token, sub: user.id, sessionVersion: "sessionVersion" in user ? user.sessionVersion : 0 };
      },
      session: ({ session, token }) => ({
        ...session,
        userId: token.sub,
        sessionVersion: token["sessionVersion"],
      }),
    },
    logger: {
      // A wrong password is an answer, not an error of ours.
      error: (code, metadata) => {
        if (code !== "CREDENTIALS_SIGNIN_ERROR")
          consoleServices().log.error(
            { code, metadata: metadata instanceof Error ? metadata.message : JSON.stringify(metadata) },
            "next-auth",
          );
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}
