import { countsSchema } from "@/lib/contracts/api/account";
import { organizationRoute } from "@/lib/http/route";
import { readCounts } from "@/lib/services/overview/read-overview";

export const GET = organizationRoute({ response: countsSchema, handler: (ctx) => readCounts(ctx) });
