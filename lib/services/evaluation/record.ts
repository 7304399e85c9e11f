import type { EntityToJudge, PolicyInForce } from "@/lib/data/evaluation/load";
import { pausedAmong } from "@/lib/data/evaluation/strikes";
import {
  loadFailed,
  loadPrevious,
  lockEntities,
  lockPolicies,
  type PreviousRow,
} from "@/lib/data/evaluation/write";
import type { Sql } from "@/lib/data/sql";
import { POLICY_PAUSED } from "@/lib/domain/strikes";
import { changedInventories, inventoryKeyOf } from "./inventory";
import type { Verdict, Verdicts } from "./judge-entities";
import type { Proof } from "./prove-fix";
import { RecordPlan } from "./record-plan";

export interface Evaluation {
  entity: EntityToJudge;
  /** Policies that apply, with what they said. */
  verdicts: Verdicts;
  /** policy id → proof, for violating ones. */
  proofs: ReadonlyMap<string, Proof>;
}

export interface Recorded {
  opened: number;
  resolved: number;
  changed: boolean;
}

/**
 * Writes what an evaluation found as transitions: opened, changed, resolved (with the reason), reopened. Nothing is
 * written for an entity that changed since, for a policy that has a newer version, was disabled, paused or resumed, or for
 * a rule whose inventory changed: a newer job answers for them. An error keeps what was known and is itself a row; of a
 * paused policy nothing is known but the violations that were open.
 *
 * @param considered the policies that were asked, whether or not they apply: an open violation of one that no longer
 *   applies is resolved as out of scope.
 * @param options.complete whether `considered` are all policies in force.
 * @param options.stamps of the inventories that were judged with.
 */
export async function recordEvaluations(
  sql: Sql,
  organizationId: string,
  considered: readonly PolicyInForce[],
  evaluations: readonly Evaluation[],
  { complete, stamps, now }: { complete: boolean; stamps: ReadonlyMap<string, string>; now: Date },
): Promise<Recorded> {
  const versions = new Map(
    (
      await lockPolicies(
        sql,
        considered.map((policy) => policy.id),
      )
    ).map((row) => [row.id, row]),
  );
  const current = considered.filter((policy) => {
    const row = versions.get(policy.id);
    return row?.enabled === true && row.current_version_id === policy.versionId;
  });
  const locked = new Map(
    (
      await lockEntities(
        sql,
        evaluations.map(({ entity }) => entity.id),
      )
    ).map((row) => [row.id, row]),
  );
  const fresh = evaluations.flatMap((evaluation) => {
    const row = locked.get(evaluation.entity.id);
    return row !== undefined && !row.deleted && row.hash === evaluation.entity.hash
      ? [{ ...evaluation, row }]
      : [];
  });
  const previous = await loadPrevious(
    sql,
    fresh.map(({ row }) => row.id),
    current.map((policy) => policy.id),
  );
  // After the entities' locks: an evaluation of a later inventory or of the paused policy waits for them, so it writes last.
  const paused = await pausedAmong(
    sql,
    current.map((policy) => policy.id),
  );
  const outdated = await changedInventories(
    sql,
    stamps,
    current,
    new Set(fresh.map(({ row }) => row.cluster_id)),
  );
  const failed = await loadFailed(
    sql,
    fresh.map(({ row }) => row.id),
  );
  const previousOf = new Map(previous.map((row) => [`${row.entity_id} ${row.policy_id}`, row]));

  const plan = new RecordPlan(now, failed);
  for (const { row, verdicts, proofs } of fresh) {
    const judged = new Set(row.judged);
    let recounted = false;
    for (const policy of current) {
      if (outdated.has(inventoryKeyOf(policy, row.cluster_id) ?? "")) continue;
      if ((policy.pausedBy !== null) !== paused.has(policy.id)) continue;
      const verdict = verdicts.get(policy.id);
      const before = previousOf.get(`${row.id} ${policy.id}`);
      plan.add(row, policy, verdict, proofs.get(policy.id), before);
      const counted = judged.has(policy.id);
      const counts = counted
        ? stillCounts(verdict, before)
        : verdict !== undefined && verdict.status !== "error";
      if (counts !== counted) {
        recounted = true;
        plan.deltas.push({
          policyId: policy.id,
          clusterId: row.cluster_id,
          checked: counts ? 1 : -1,
          violating: 0,
          errors: 0,
        });
        if (counts) judged.add(policy.id);
        else judged.delete(policy.id);
      }
    }
    if (complete || recounted)
      plan.judged.push({ id: row.id, hash: row.hash, judged: [...judged], complete });
  }
  await plan.write(sql, organizationId);
  return {
    opened: plan.opened,
    resolved: plan.resolved.length,
    changed: plan.violations.length > 0 || plan.resolved.length > 0,
  };
}

/** Whether an entity that counts as checked still does. What a paused policy once let pass is not known any more. */
function stillCounts(verdict: Verdict | undefined, before: PreviousRow | undefined): boolean {
  if (verdict === undefined) return false;
  return verdict.status !== "error" || verdict.code !== POLICY_PAUSED || before?.state === "open";
}
