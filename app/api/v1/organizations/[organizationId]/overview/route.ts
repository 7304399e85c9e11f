import { overviewSchema } from "@/lib/contracts/api/overview";
import { organizationRoute } from "@/lib/http/route";
import { readOverview } from "@/lib/services/overview/read-overview";

export const GET = organizationRoute({ response: overviewSchema, handler: (ctx) => readOverview(ctx) });
