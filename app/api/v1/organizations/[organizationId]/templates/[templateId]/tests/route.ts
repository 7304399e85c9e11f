import { z } from "zod";
import { templateTestListSchema } from "@/lib/contracts/api/template-tests";
import { idParam, organizationRoute } from "@/lib/http/route";
import { parseInput } from "@/lib/services/context";
import { readTemplateTests } from "@/lib/services/templates/read-tests";

const id = idParam("templateId", "template");
const querySchema = z.object({ version: z.coerce.number().int().positive().optional() });

export const GET = organizationRoute({
  response: templateTestListSchema,
  handler: (ctx, { params, query }) =>
    readTemplateTests(ctx, id(params), parseInput(querySchema, query).version ?? null),
});
