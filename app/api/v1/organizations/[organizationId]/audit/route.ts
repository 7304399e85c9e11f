import { auditEntrySchema } from "@/lib/contracts/api/account";
import { pageOf } from "@/lib/contracts/api/common";
import { organizationRoute } from "@/lib/http/route";
import { listAudit } from "@/lib/services/audit/list-audit";

export const GET = organizationRoute({
  response: pageOf(auditEntrySchema),
  handler: (ctx, { query }) => listAudit(ctx, query),
});
