import { violationDetailSchema } from "@/lib/contracts/api/violations";
import { idParam, organizationRoute } from "@/lib/http/route";
import { readViolation } from "@/lib/services/violations/read-violation";

const id = idParam("violationId", "violation");

export const GET = organizationRoute({
  response: violationDetailSchema,
  handler: (ctx, { params }) => readViolation(ctx, id(params)),
});
