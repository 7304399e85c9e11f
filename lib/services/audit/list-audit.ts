import { z } from "zod";
import { pageQuerySchema } from "@/lib/contracts/api/common";
import type { AuditEntry } from "@/lib/contracts/api/account";
import { forOrganization } from "@/lib/data/database";
import { parseInput, requirePermission, type Ctx } from "../context";
import { decodeCursor, encodeCursor } from "../cursor";

const actorType = z.enum(["user", "agent", "system"]);

/** Who changed what, newest first. Ids are UUIDv7, so they page by time. */
export async function listAudit(
  ctx: Ctx,
  query: unknown,
): Promise<{ items: AuditEntry[]; nextCursor: string | null; total: number }> {
  requirePermission(ctx, "audit.read");
  const parsed = parseInput(pageQuerySchema, query);
  const after = decodeCursor(parsed.cursor, ["id"])?.[0];
  const { rows, total } = await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => ({
    rows: await tx.auditEntry.findMany({
      where: { organizationId: ctx.organizationId, ...(after === undefined ? {} : { id: { lt: after } }) },
      orderBy: { id: "desc" },
      take: parsed.limit + 1,
    }),
    total: await tx.auditEntry.count({ where: { organizationId: ctx.organizationId } }),
  }));
  const page = rows.slice(0, parsed.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: { type: actorType.parse(row.actorType), id: row.actorId, name: row.actorName },
      action: row.action,
      target: { type: row.targetType, id: row.targetId, name: row.targetName },
    })),
    nextCursor: rows.length > parsed.limit && last !== undefined ? encodeCursor([last.id]) : null,
    total,
  };
}
