import { forOrganizationSql } from "@/lib/data/database";
import { loadEntitiesByKind, type EntityToJudge } from "@/lib/data/evaluation/load";
import type { GroupKind } from "@/lib/domain/kinds";
import type { Ctx } from "../context";

const firstPage = 100;
const pageSize = 500;

export interface FleetPage {
  entities: readonly EntityToJudge[];
  isLast: boolean;
}

/**
 * All live entities of some kinds, page by page. The first page is small, so that something stands on the screen at once;
 * the next one is read while the caller works on this.
 */
export async function* fleetPages(ctx: Ctx, kinds: readonly GroupKind[]): AsyncGenerator<FleetPage> {
  const readPage = (afterId: string | null, limit: number) =>
    forOrganizationSql(ctx.services.db, ctx.organizationId, (sql) =>
      loadEntitiesByKind(sql, kinds, null, afterId, limit),
    );
  let limit = firstPage;
  let reading = readPage(null, limit);
  for (;;) {
    const entities = await reading;
    const last = entities.length < limit ? undefined : entities.at(-1);
    if (last !== undefined) {
      limit = pageSize;
      reading = readPage(last.id, limit);
      // Nobody waits for it when the person typed on: its failure must not end the process.
      reading.catch(() => undefined);
    }
    yield { entities, isLast: last === undefined };
    if (last === undefined) return;
  }
}
