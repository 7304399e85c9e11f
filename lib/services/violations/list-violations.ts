import type { z } from "zod";
import {
  violationFilterSchema,
  violationListQuerySchema,
  type violationFacetsSchema,
  type ViolationList,
} from "@/lib/contracts/api/violations";
import { forOrganizationSql } from "@/lib/data/database";
import { countFacet, countViolations, listViolations } from "@/lib/data/violations/list";
import { countEntities, countViolatingEntities, unreadableKinds } from "@/lib/data/violations/summary";
import { parseInput, requirePermission, type Ctx } from "../context";
import { decodeCursor, encodeCursor } from "../cursor";
import { presentViolation } from "./present";

export async function readViolationList(ctx: Ctx, query: unknown): Promise<ViolationList> {
  requirePermission(ctx, "violation.read");
  const parsed = parseInput(violationListQuerySchema, query);
  const cursor = decodeCursor(parsed.cursor, ["digit", "time", "id"]);
  const asOf = ctx.now().toISOString();
  const openedAfter = parsed.openedAfter ?? null;
  return await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const rows = await listViolations(sql, parsed, {
      sort: parsed.sort,
      after:
        cursor === null
          ? null
          : { rank: Number(cursor[0]) || 0, openedAt: cursor[1] ?? "", id: cursor[2] ?? "" },
      openedAfter,
      limit: parsed.limit + 1,
    });
    const page = rows.slice(0, parsed.limit);
    const last = page.at(-1);
    return {
      items: page.map(presentViolation),
      nextCursor:
        rows.length > parsed.limit && last !== undefined
          ? encodeCursor([String(last.severity_rank), last.opened_key, last.id])
          : null,
      total: await countViolations(sql, parsed, openedAfter),
      asOf,
    };
  });
}

export async function readViolationFacets(
  ctx: Ctx,
  query: unknown,
): Promise<z.infer<typeof violationFacetsSchema>> {
  requirePermission(ctx, "violation.read");
  const filter = parseInput(violationFilterSchema, query);
  return await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const states = new Map((await countFacet(sql, filter, "state")).map((row) => [row.value, row.count]));
    return {
      states: {
        open: states.get("open") ?? 0,
        resolved: states.get("resolved") ?? 0,
        excepted: states.get("excepted") ?? 0,
      },
      severity: await countFacet(sql, filter, "severity"),
      cluster: await countFacet(sql, filter, "cluster"),
      namespace: await countFacet(sql, filter, "namespace"),
      kind: await countFacet(sql, filter, "kind"),
      policy: await countFacet(sql, filter, "policy"),
      fix: await countFacet(sql, filter, "fix"),
      violatingEntities: await countViolatingEntities(sql, filter),
      entities: await countEntities(sql),
      unreadable: await unreadableKinds(sql),
    };
  });
}
