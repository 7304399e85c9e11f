import { idParam, organizationRoute } from "@/lib/http/route";
import { removeMember, updateMember } from "@/lib/services/accounts/members";

const id = idParam("userId", "member");

export const PATCH = organizationRoute({
  status: 204,
  handler: (ctx, { params, body }) => updateMember(ctx, id(params), body),
});
export const DELETE = organizationRoute({
  status: 204,
  handler: (ctx, { params }) => removeMember(ctx, id(params)),
});
