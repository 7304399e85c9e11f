import { entityDetailSchema } from "@/lib/contracts/api/entities";
import { idParam, organizationRoute } from "@/lib/http/route";
import { readEntity } from "@/lib/services/entities/read-entity";

const id = idParam("entityId", "entity");

export const GET = organizationRoute({
  response: entityDetailSchema,
  handler: (ctx, { params }) => readEntity(ctx, id(params)),
});
