import { templateDetailSchema, templateListSchema } from "@/lib/contracts/api/templates";
import { templateBytesMax } from "@/lib/http/body";
import { organizationRoute } from "@/lib/http/route";
import { createTemplate } from "@/lib/services/templates/publish-template";
import { readTemplateList } from "@/lib/services/templates/read-templates";

export const GET = organizationRoute({
  response: templateListSchema,
  handler: (ctx, { query }) => readTemplateList(ctx, query),
});
export const POST = organizationRoute({
  response: templateDetailSchema,
  status: 201,
  bytesMax: templateBytesMax,
  handler: (ctx, { body }) => createTemplate(ctx, body),
});
