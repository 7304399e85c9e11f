import { violationFacetsSchema } from "@/lib/contracts/api/violations";
import { organizationRoute } from "@/lib/http/route";
import { readViolationFacets } from "@/lib/services/violations/list-violations";

export const GET = organizationRoute({
  response: violationFacetsSchema,
  handler: (ctx, { query }) => readViolationFacets(ctx, query),
});
