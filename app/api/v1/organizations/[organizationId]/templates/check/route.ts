import { templateCheckSchema } from "@/lib/contracts/api/templates";
import { organizationRoute } from "@/lib/http/route";
import { checkTemplate } from "@/lib/services/templates/check-template";

export const POST = organizationRoute({
  response: templateCheckSchema,
  handler: (ctx, { body }) => checkTemplate(ctx, body),
});
