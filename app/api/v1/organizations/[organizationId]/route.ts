import { organizationSchema } from "@/lib/contracts/api/account";
import { organizationRoute } from "@/lib/http/route";
import { readOrganization, updateOrganization } from "@/lib/services/accounts/organization";

export const GET = organizationRoute({
  response: organizationSchema,
  handler: (ctx) => readOrganization(ctx),
});
export const PATCH = organizationRoute({
  response: organizationSchema,
  handler: (ctx, { body }) => updateOrganization(ctx, body),
});
