import { publicRoute } from "@/lib/http/route";
import { signUp } from "@/lib/services/accounts/sign-up";

export const POST = publicRoute({
  status: 201,
  handler: async (services, { body, request }) => {
    await signUp(services, body, request.headers.get("x-forwarded-for") ?? "direct");
    return {};
  },
});
