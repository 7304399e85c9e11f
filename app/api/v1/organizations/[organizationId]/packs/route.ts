import { packListSchema } from "@/lib/contracts/api/packs";
import { organizationRoute } from "@/lib/http/route";
import { readPackList } from "@/lib/services/packs/read-packs";

export const GET = organizationRoute({ response: packListSchema, handler: (ctx) => readPackList(ctx) });
