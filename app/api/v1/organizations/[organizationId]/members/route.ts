import { z } from "zod";
import { memberSchema } from "@/lib/contracts/api/account";
import { organizationRoute } from "@/lib/http/route";
import { addMember, listMembers } from "@/lib/services/accounts/members";

export const GET = organizationRoute({
  response: z.object({ items: z.array(memberSchema) }),
  handler: (ctx) => listMembers(ctx),
});
export const POST = organizationRoute({ status: 204, handler: (ctx, { body }) => addMember(ctx, body) });
