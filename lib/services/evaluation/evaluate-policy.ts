import { forOrganizationSql } from "@/lib/data/database";
import { loadEntitiesByKind, type EntityToJudge } from "@/lib/data/evaluation/load";
import { finishFanOut } from "@/lib/data/policies/write";
import { notifyLive } from "@/lib/data/notify";
import type { Ctx } from "../context";
import { evaluateLoaded } from "./evaluate-entities";
import { loadInventories, type Inventories } from "./inventory";
import { loadSituation, policiesOfKinds } from "./situation";

const pageSize = 200;
/** A policy that reads the inventory has it parsed once a page. */
const inventoryPageSize = 1_000;

/**
 * Judges one policy over everything it targets, and over what it found in an earlier version of its template, page by page;
 * records it as evaluated when the end is reached. A policy that was disabled, deleted or changed meanwhile is left to the job of that change.
 */
export async function evaluatePolicy(
  ctx: Ctx,
  input: { policyId: string; clusterId?: string },
): Promise<void> {
  let before: Page | null = null;
  let versionId: string | null = null;
  for (;;) {
    const page: Page | null = await readPage(ctx, input, before);
    if (page === null || (versionId !== null && versionId !== page.versionId)) return;
    versionId = page.versionId;
    if (page.entities.length > 0)
      await evaluateLoaded(ctx, page.situation, page.entities, page.inventories, {
        policyId: input.policyId,
      });
    if (page.isLast) break;
    before = page;
  }
  if (input.clusterId !== undefined) return;
  const finished = versionId;
  await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    await finishFanOut(sql, input.policyId, finished);
    await notifyLive(sql, ctx.organizationId, { topics: ["policies"], clusters: [] });
  });
}

interface Page {
  versionId: string;
  situation: Awaited<ReturnType<typeof loadSituation>>;
  entities: EntityToJudge[];
  inventories: Inventories;
  isLast: boolean;
}

/** The situation is read again for each page: policies, clusters and kinds may change while a fan-out runs. */
async function readPage(
  ctx: Ctx,
  input: { policyId: string; clusterId?: string },
  before: Page | null,
): Promise<Page | null> {
  return await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const situation = await loadSituation(sql);
    const policy = situation.policies.find((candidate) => candidate.id === input.policyId);
    if (policy === undefined) return null;
    const kinds = policy.templateKinds.flatMap(({ group, kinds: names }) =>
      names.map((kind) => ({ group, kind })),
    );
    const limit = policy.inventoryKinds.length === 0 ? pageSize : inventoryPageSize;
    const entities = await loadEntitiesByKind(
      sql,
      kinds,
      input.clusterId === undefined ? null : [input.clusterId],
      before?.entities.at(-1)?.id ?? null,
      limit,
      policy.id,
    );
    const clusterIds = [...new Set(entities.map((entity) => entity.clusterId))];
    return {
      versionId: policy.versionId,
      situation,
      entities,
      isLast: entities.length < limit,
      inventories: await loadInventories(ctx, sql, policiesOfKinds(situation.policies, entities), clusterIds),
    };
  });
}
