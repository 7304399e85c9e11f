import type { EntityToJudge, PolicyInForce } from "@/lib/data/evaluation/load";
import { loadEntitiesById } from "@/lib/data/evaluation/load";
import { forOrganizationSql } from "@/lib/data/database";
import { notifyLive } from "@/lib/data/notify";
import type { Ctx } from "../context";
import { loadInventories, type Inventories } from "./inventory";
import { askAbout, judgeObjects, type Verdict, type Verdicts } from "./judge-entities";
import { isMendable } from "@/lib/domain/plan-fix";
import { proveFixes, type Proof, type ProofRequest } from "./prove-fix";
import { recordEvaluations, type Evaluation, type Recorded } from "./record";
import { applies, loadSituation, policiesOfKinds, type Situation } from "./situation";

/** Entities whose rows are locked together: what is ingested meanwhile waits for them. */
const recordedAtOnce = 200;

/**
 * Judges entities and records what changed. Idempotent: an entity that changed since it was read is left to the job that
 * the change enqueued.
 *
 * @param only judge one policy instead of all (its fan-out); fixes are still proven against all.
 */
export async function evaluateEntities(
  ctx: Ctx,
  entityIds: readonly string[],
  only: { policyId: string } | null = null,
): Promise<Recorded> {
  const read = await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const situation = await loadSituation(sql);
    const entities = await loadEntitiesById(sql, entityIds);
    const clusterIds = [...new Set(entities.map((entity) => entity.clusterId))];
    const policies = policiesOfKinds(situation.policies, entities);
    return { situation, entities, inventories: await loadInventories(ctx, sql, policies, clusterIds) };
  });
  return await evaluateLoaded(ctx, read.situation, read.entities, read.inventories, only);
}

/** The same for entities that were read already. */
export async function evaluateLoaded(
  ctx: Ctx,
  situation: Situation,
  entities: readonly EntityToJudge[],
  inventories: Inventories,
  only: { policyId: string } | null,
): Promise<Recorded> {
  const considered =
    only === null ? situation.policies : situation.policies.filter((policy) => policy.id === only.policyId);
  const { judge } = ctx.services;
  const policiesOf = (entity: EntityToJudge, among: readonly PolicyInForce[]) =>
    among.filter((policy) => applies(situation, policy, entity).matches);
  const verdicts = await judgeObjects(
    judge,
    situation,
    inventories,
    entities.map((entity) => askAbout(entity, policiesOf(entity, considered))),
  );
  const baselines = await completeBaselines(
    ctx,
    situation,
    entities,
    inventories,
    verdicts,
    only,
    policiesOf,
  );
  const requests = entities.flatMap((entity) =>
    proofRequests(entity, verdicts.get(entity.id), baselines.get(entity.id)),
  );
  const proofs = await proveFixes(judge, situation, inventories, requests);
  const proofsOf = new Map<string, Map<string, Proof>>();
  for (const [index, request] of requests.entries()) {
    const proof = proofs[index];
    if (proof === undefined) continue;
    const ofEntity = proofsOf.get(request.entity.id) ?? new Map<string, Proof>();
    ofEntity.set(request.policyId, proof);
    proofsOf.set(request.entity.id, ofEntity);
  }
  const evaluations: Evaluation[] = entities.map((entity) => ({
    entity,
    verdicts: verdicts.get(entity.id) ?? new Map(),
    proofs: proofsOf.get(entity.id) ?? new Map(),
  }));
  const recorded: Recorded = { opened: 0, resolved: 0, changed: false };
  for (let start = 0; start < evaluations.length; start += recordedAtOnce) {
    const part = await record(ctx, considered, evaluations.slice(start, start + recordedAtOnce), {
      complete: only === null,
      stamps: inventories.stamps,
    });
    recorded.opened += part.opened;
    recorded.resolved += part.resolved;
    recorded.changed ||= part.changed;
  }
  return recorded;
}

/** In a transaction of its own, with the notification that it deserves. */
async function record(
  ctx: Ctx,
  considered: readonly PolicyInForce[],
  evaluations: readonly Evaluation[],
  options: { complete: boolean; stamps: ReadonlyMap<string, string> },
): Promise<Recorded> {
  return await retryOnDeadlock(() =>
    forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
      const recorded = await recordEvaluations(sql, ctx.organizationId, considered, evaluations, {
        ...options,
        now: ctx.now(),
      });
      const clusters = [...new Set(evaluations.map(({ entity }) => entity.clusterId))];
      await notifyLive(sql, ctx.organizationId, {
        topics: recorded.changed ? ["violations", "policies", "clusters"] : ["policies", "clusters"],
        clusters,
      });
      return recorded;
    }),
  );
}

/** A fix is proven against every policy, so what all of them say of the entity as it is must be known, but only where there is one. */
async function completeBaselines(
  ctx: Ctx,
  situation: Situation,
  entities: readonly EntityToJudge[],
  inventories: ReadonlyMap<string, string>,
  verdicts: ReadonlyMap<string, Verdicts>,
  only: { policyId: string } | null,
  policiesOf: (entity: EntityToJudge, among: readonly PolicyInForce[]) => PolicyInForce[],
): Promise<ReadonlyMap<string, Verdicts>> {
  if (only === null) return verdicts;
  const violating = entities.filter((entity) =>
    [...(verdicts.get(entity.id)?.values() ?? [])].some(
      (verdict) => verdict.status === "violating" && verdict.occurrences.some(isMendable),
    ),
  );
  return await judgeObjects(
    ctx.services.judge,
    situation,
    inventories,
    violating.map((entity) => askAbout(entity, policiesOf(entity, situation.policies))),
  );
}

function proofRequests(
  entity: EntityToJudge,
  verdicts: Verdicts | undefined,
  baseline: Verdicts | undefined,
): ProofRequest[] {
  const requests: ProofRequest[] = [];
  for (const [policyId, verdict] of verdicts ?? []) {
    if (verdict.status === "violating")
      requests.push({
        entity,
        policyId,
        occurrences: verdict.occurrences,
        baseline: baseline ?? new Map<string, Verdict>(),
      });
  }
  return requests;
}

const deadlockDetected = "40P01";

/** Locks are taken in one order, so this should not happen; if it does, the loser's work is simply done again. */
async function retryOnDeadlock<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === deadlockDetected) return await work();
    throw error;
  }
}
