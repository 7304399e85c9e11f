import type { z } from "zod";
import { entityListQuerySchema, type entityListSchema } from "@/lib/contracts/api/entities";
import { forOrganizationSql } from "@/lib/data/database";
import { countEntitiesByKind, listEntities } from "@/lib/data/entities/read";
import { parseInput, requirePermission, type Ctx } from "../context";
import { decodeCursor, encodeCursor } from "../cursor";

export async function readEntityList(ctx: Ctx, query: unknown): Promise<z.infer<typeof entityListSchema>> {
  requirePermission(ctx, "cluster.read");
  const parsed = parseInput(entityListQuerySchema, query);
  const filter = {
    clusters: parsed.cluster,
    kinds: parsed.kind,
    namespaces: parsed.namespace,
    q: parsed.q ?? null,
  };
  const after = decodeCursor(parsed.cursor, ["text", "text", "text", "id"]);
  const { rows, kinds } = await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => ({
    rows: await listEntities(sql, filter, after, parsed.limit + 1),
    kinds: await countEntitiesByKind(sql, filter),
  }));
  const page = rows.slice(0, parsed.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: row.id,
      group: row.api_group,
      version: row.version,
      kind: row.kind,
      namespace: row.namespace,
      name: row.name,
      deleted: false,
      cluster: { id: row.cluster_id, name: row.cluster_name },
      openViolations: row.open,
      worstSeverity: row.worst,
      lastChangedAt: row.last_changed_at.toISOString(),
    })),
    nextCursor:
      rows.length > parsed.limit && last !== undefined
        ? encodeCursor([last.kind, last.namespace ?? "", last.name, last.id])
        : null,
    total: kinds.reduce((sum, kind) => sum + (kind.matched ? kind.count : 0), 0),
    kindCounts: kinds.map(({ group, kind, count }) => ({ group, kind, count })),
  };
}
