import { entityListSchema } from "@/lib/contracts/api/entities";
import { organizationRoute } from "@/lib/http/route";
import { readEntityList } from "@/lib/services/entities/list-entities";

export const GET = organizationRoute({
  response: entityListSchema,
  handler: (ctx, { query }) => readEntityList(ctx, query),
});
