import { packDetailSchema } from "@/lib/contracts/api/packs";
import { organizationRoute } from "@/lib/http/route";
import { readPack } from "@/lib/services/packs/read-packs";

export const GET = organizationRoute({
  response: packDetailSchema,
  handler: (ctx, { params }) => readPack(ctx, String(params.packId)),
});
