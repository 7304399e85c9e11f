import type { Sql } from "../sql";

/** A fan-out reached its end: the policy's results are those of this version, unless it changed meanwhile. */
export async function finishFanOut(sql: Sql, policyId: string, versionId: string): Promise<void> {
  await sql.run(
    `UPDATE policies SET evaluated_version_id = $2 WHERE id = $1 AND current_version_id = $2
        AND evaluated_version_id IS DISTINCT FROM $2 AND organization_id = edict_organization()`,
    [policyId, versionId],
  );
}

/** Takes a policy out of every entity's verdicts. Entities are locked in one order; the caller holds the policy's lock. */
export async function forgetVerdicts(sql: Sql, policyId: string): Promise<void> {
  await sql.run(
    `WITH locked AS (SELECT id FROM entities WHERE organization_id = edict_organization() AND judged @> ARRAY[$1::uuid] ORDER BY id FOR NO KEY UPDATE)
     UPDATE entities e SET judged = array_remove(e.judged, $1::uuid) FROM locked WHERE e.organization_id = edict_organization() AND e.id = locked.id`,
    [policyId],
  );
}

/** Drops a policy's errors and counters, after its violations are resolved: counters come last in every transaction. */
export async function dropCounters(sql: Sql, policyId: string): Promise<void> {
  await sql.run(
    "DELETE FROM evaluation_errors WHERE policy_id = $1 AND organization_id = edict_organization()",
    [policyId],
  );
  await sql.run(
    "DELETE FROM policy_counters WHERE policy_id = $1 AND organization_id = edict_organization()",
    [policyId],
  );
}
