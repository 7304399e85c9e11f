import { templateDetailSchema } from "@/lib/contracts/api/templates";
import { templateBytesMax } from "@/lib/http/body";
import { idParam, organizationRoute } from "@/lib/http/route";
import { createTemplateVersion } from "@/lib/services/templates/publish-template";

const id = idParam("templateId", "template");

export const POST = organizationRoute({
  response: templateDetailSchema,
  status: 201,
  bytesMax: templateBytesMax,
  handler: (ctx, { params, body }) => createTemplateVersion(ctx, id(params), body),
});
