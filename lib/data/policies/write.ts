import type { Sql } from "../sql";

/** A fan-out reached its end: the policy's results are those of this version, unless it changed meanwhile. */
export async function finishFanOut(sql: Sql, policyId: string, versionId: string): Promise<void> {
  await sql.run(
    `UPDATE policies SET evaluated_version_id = $2 WHERE id = $1 AND current_version_id = $2
        AND evaluated_version_id IS DISTINCT FROM $2 AND organization_id = edict_organization()`,
    [policyId, versionId],
  );
}

/** Takes a policy out of every entity's verdicts and drops its counters and errors. The caller holds the policy's lock. */
export async function forgetVerdicts(sql: Sql, policyId: string): Promise<void> {
  await sql.run(
    "UPDATE entities SET judged = array_remove(judged, $1::uuid) WHERE organization_id = edict_organization() AND judged @> ARRAY[$1::uuid]",
    [policyId],
  );
  await sql.run("DELETE FROM evaluation_errors WHERE policy_id = $1 AND organization_id = edict_organization()", [policyId]);
  await sql.run("DELETE FROM policy_counters WHERE policy_id = $1 AND organization_id = edict_organization()", [policyId]);
}
