import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

type Handle = (request: Request, context: Context) => Promise<Response>;

/** next-auth 4 declares its handler as `any`; in the app router it takes a request with its parameters and answers a Response. */
function nextAuthHandler(): Handle {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- see above
  return NextAuth(authOptions());
}

/** next-auth's own routes: sign-in, sign-out, session, CSRF token. */
async function handler(request: Request, context: Context): Promise<Response> {
  return await nextAuthHandler()(request, context);
}

export { handler as GET, handler as POST };
