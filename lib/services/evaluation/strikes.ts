import { enqueueIn } from "@/lib/data/enqueue";
import type { PolicyInForce } from "@/lib/data/evaluation/load";
import {
  lockStrikes,
  nextRetryAt,
  pausedAmong,
  readStrikes,
  writePause,
  writeStrikes,
  type StrikeWrite,
} from "@/lib/data/evaluation/strikes";
import type { Sql } from "@/lib/data/sql";
import { countStrikes } from "@/lib/domain/strikes";
import { writeAuditIn } from "../audit/write";

/** A policy with evaluations that were stopped; without strikes where they were only given up. */
export interface StoppedPolicy {
  readonly policy: Pick<PolicyInForce, "id" | "name" | "versionId">;
  readonly strikes: StrikeWrite[];
}

/**
 * Counts evaluations that were stopped, in the transaction that wrote their error rows. The strike that is one too many
 * pauses the policy: one audit row, and a job that tells every entity in its targets. Until then its entities are tried again.
 */
export async function recordStrikes(
  sql: Sql,
  organizationId: string,
  stopped: readonly StoppedPolicy[],
  now: Date,
): Promise<void> {
  for (const { policy, strikes } of stopped.toSorted((a, b) => (a.policy.id < b.policy.id ? -1 : 1))) {
    await lockStrikes(sql, policy.id);
    // Paused by another worker since this transaction looked: its job tells these entities too.
    if ((await pausedAmong(sql, [policy.id])).has(policy.id)) continue;
    const known = await readStrikes(sql, policy.id, policy.versionId);
    const { kept, added, pauses } = countStrikes(known, strikes, now.getTime());
    const version = { policyId: policy.id, versionId: policy.versionId };
    await writeStrikes(
      sql,
      organizationId,
      version,
      kept.map((strike) => strike.id),
      added,
    );
    const last = strikes.at(-1);
    if (pauses && last !== undefined) await pause(sql, organizationId, policy, last, now);
    else await scheduleRetry(sql, policy.id, now);
  }
}

async function pause(
  sql: Sql,
  organizationId: string,
  { id, name, versionId }: StoppedPolicy["policy"],
  { code, message }: StrikeWrite,
  now: Date,
): Promise<void> {
  await writePause(sql, organizationId, { policyId: id, versionId, since: now, code, message });
  await writeAuditIn(
    sql,
    { organizationId, actor: { type: "system", name: "Edict" }, now },
    { action: "policy.pause", target: { type: "policy", id, name }, after: { code, message } },
  );
  await enqueueIn(sql)("evaluate-policy", { policyId: id }, { key: `policy:${id}` });
}

/** One waiting job a policy, due when its next entity is. The caller holds `lockStrikes`. */
export async function scheduleRetry(sql: Sql, policyId: string, now: Date): Promise<void> {
  const at = await nextRetryAt(sql, policyId);
  if (at === null) return;
  const runAfterMs = Math.max(0, at.getTime() - now.getTime());
  await enqueueIn(sql)(
    "retry-evaluations",
    { policyId },
    { key: `retry:${policyId}`, priority: 5, runAfterMs },
  );
}
