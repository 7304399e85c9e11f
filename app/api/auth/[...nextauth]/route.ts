import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** next-auth's own routes: sign-in, sign-out, session, CSRF token. */
async function handler(request: Request, context: Context): Promise<Response> {
  const handle: (request: Request, context: Context) => Promise<Response> = NextAuth(authOptions());
  return await handle(request, context);
}

export { handler as GET, handler as POST };
