import { templateCheckSchema } from "@/lib/contracts/api/templates";
import { templateBytesMax } from "@/lib/http/body";
import { organizationRoute } from "@/lib/http/route";
import { checkTemplate } from "@/lib/services/templates/check-template";

export const POST = organizationRoute({
  response: templateCheckSchema,
  bytesMax: templateBytesMax,
  handler: (ctx, { body }) => checkTemplate(ctx, body),
});
