import { entityVersionDetailSchema } from "@/lib/contracts/api/entities";
import { idParam, organizationRoute } from "@/lib/http/route";
import { readEntityVersion } from "@/lib/services/entities/read-entity";

const entity = idParam("entityId", "entity");
const version = idParam("versionId", "entity version");

export const GET = organizationRoute({
  response: entityVersionDetailSchema,
  handler: (ctx, { params }) => readEntityVersion(ctx, entity(params), version(params)),
});
