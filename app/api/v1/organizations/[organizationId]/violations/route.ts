import { violationListSchema } from "@/lib/contracts/api/violations";
import { organizationRoute } from "@/lib/http/route";
import { readViolationList } from "@/lib/services/violations/list-violations";

export const GET = organizationRoute({
  response: violationListSchema,
  handler: (ctx, { query }) => readViolationList(ctx, query),
});
