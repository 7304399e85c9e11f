import { z } from "zod";
import type { Resolution } from "@/lib/contracts/api/violations";
import { uuidv7 } from "../ids";
import type { Sql } from "../sql";

const resolvedRow = z.object({
  id: z.string(),
  policy_id: z.string(),
  cluster_id: z.string(),
  policy_version_id: z.string(),
  severity_rank: z.number(),
  entity_version: z.number(),
});

/**
 * Resolves all open violations of some entities or of one policy with a reason, and writes their history.
 *
 * @returns policy and cluster of each violation resolved, for the counters.
 */
export async function resolveViolations(
  sql: Sql,
  organizationId: string,
  which: { entityIds: readonly string[] } | { policyId: string },
  resolution: Resolution,
  now: Date,
): Promise<{ policyId: string; clusterId: string }[]> {
  const [condition, value] =
    "policyId" in which
      ? ["v.policy_id = $3::uuid", which.policyId]
      : ["v.entity_id = ANY($3::uuid[])", which.entityIds];
  const rows = await sql.rows(
    resolvedRow,
    `UPDATE violations v SET state = 'resolved', resolution = $1, resolved_at = $2, last_seen_at = $2
       FROM entities e
      WHERE v.organization_id = edict_organization() AND v.state <> 'resolved' AND ${condition}
        AND e.organization_id = v.organization_id AND e.id = v.entity_id
     RETURNING v.id, v.policy_id, v.cluster_id, v.policy_version_id, v.severity_rank, e.version_number AS entity_version`,
    [resolution, now, value],
  );
  if (rows.length > 0) {
    await sql.run(
      `INSERT INTO violation_events (organization_id, id, violation_id, at, type, resolution, severity_rank, policy_version_id, entity_version)
       SELECT $1::uuid, id, violation_id, $2::timestamptz, 'resolved', $3, severity_rank, policy_version_id, entity_version
         FROM unnest($4::uuid[], $5::uuid[], $6::int[], $7::uuid[], $8::int[]) AS t (id, violation_id, severity_rank, policy_version_id, entity_version)`,
      [
        organizationId,
        now,
        resolution,
        rows.map(() => uuidv7()),
        rows.map((row) => row.id),
        rows.map((row) => row.severity_rank),
        rows.map((row) => row.policy_version_id),
        rows.map((row) => row.entity_version),
      ],
    );
  }
  return rows.map((row) => ({ policyId: row.policy_id, clusterId: row.cluster_id }));
}
