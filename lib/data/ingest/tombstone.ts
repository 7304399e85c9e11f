import { z } from "zod";
import { resolveViolations } from "../evaluation/resolve";
import { addToCounters, type CounterDelta } from "../evaluation/counters";
import type { Sql } from "../sql";

const goneRow = z.object({
  id: z.string(),
  uid: z.string(),
  cluster_id: z.string(),
  judged: z.array(z.string()),
});

/**
 * Marks entities as deleted, ends their current version, resolves what they violated as `deleted`, and takes them out of
 * the counters; all in the caller's transaction.
 *
 * @returns the uids that are gone now (those already deleted are not among them).
 */
export async function tombstoneEntities(
  sql: Sql,
  organizationId: string,
  entityIds: readonly string[],
  now: Date,
): Promise<string[]> {
  if (entityIds.length === 0) return [];
  const gone = await sql.rows(
    goneRow,
    `SELECT id, uid, cluster_id, judged FROM entities WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL ORDER BY id FOR UPDATE`,
    [entityIds],
  );
  if (gone.length === 0) return [];
  const ids = gone.map((row) => row.id);
  await sql.run(
    `UPDATE entities SET deleted_at = $1, judged = '{}', evaluated_hash = content_hash
      WHERE id = ANY($2::uuid[]) AND organization_id = edict_organization()`,
    [now, ids],
  );
  await sql.run(
    "UPDATE entity_versions SET valid_to = $1 WHERE entity_id = ANY($2::uuid[]) AND valid_to IS NULL AND organization_id = edict_organization()",
    [now, ids],
  );
  const deltas: CounterDelta[] = gone.flatMap((row) =>
    row.judged.map((policyId) => ({
      policyId,
      clusterId: row.cluster_id,
      checked: -1,
      violating: 0,
      errors: 0,
    })),
  );
  const resolved = await resolveViolations(sql, organizationId, { entityIds: ids }, "deleted", now);
  deltas.push(...resolved.map((row) => ({ ...row, checked: 0, violating: -1, errors: 0 })));
  const errors = await sql.rows(
    z.object({ policy_id: z.string(), cluster_id: z.string() }),
    "DELETE FROM evaluation_errors WHERE entity_id = ANY($1::uuid[]) RETURNING policy_id, cluster_id",
    [ids],
  );
  deltas.push(
    ...errors.map((row) => ({
      policyId: row.policy_id,
      clusterId: row.cluster_id,
      checked: 0,
      violating: 0,
      errors: -1,
    })),
  );
  await addToCounters(sql, organizationId, deltas);
  return gone.map((row) => row.uid);
}
