import { templateExampleSchema } from "@/lib/contracts/api/templates";
import { idParam, organizationRoute } from "@/lib/http/route";
import { readTemplateExample } from "@/lib/services/templates/read-example";

const id = idParam("templateId", "template");

export const GET = organizationRoute({
  response: templateExampleSchema,
  handler: (ctx, { params }) => readTemplateExample(ctx, id(params)),
});
