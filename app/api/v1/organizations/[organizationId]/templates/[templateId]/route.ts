import { z } from "zod";
import { templateDetailSchema } from "@/lib/contracts/api/templates";
import { idParam, organizationRoute } from "@/lib/http/route";
import { parseInput } from "@/lib/services/context";
import { readTemplate } from "@/lib/services/templates/read-templates";

const id = idParam("templateId", "template");
const querySchema = z.object({ version: z.coerce.number().int().positive().optional() });

export const GET = organizationRoute({
  response: templateDetailSchema,
  handler: (ctx, { params, query }) =>
    readTemplate(ctx, id(params), parseInput(querySchema, query).version ?? null),
});
