import type { Sql } from "../sql";

/** What a transaction adds to the counters of one policy in one cluster. */
export interface CounterDelta {
  policyId: string;
  clusterId: string;
  checked: number;
  violating: number;
  errors: number;
}

/**
 * Adds deltas in the transaction that wrote the rows they count. Rows are touched in one order (policy, cluster), so that
 * concurrent workers wait for each other instead of dead-locking; they come last in a transaction, so they wait briefly.
 */
export async function addToCounters(
  sql: Sql,
  organizationId: string,
  deltas: readonly CounterDelta[],
): Promise<void> {
  const sums = new Map<string, CounterDelta>();
  for (const delta of deltas) {
    const key = `${delta.policyId} ${delta.clusterId}`;
    const sum = sums.get(key) ?? { ...delta, checked: 0, violating: 0, errors: 0 };
    sum.checked += delta.checked;
    sum.violating += delta.violating;
    sum.errors += delta.errors;
    sums.set(key, sum);
  }
  const rows = [...sums]
    .filter(([, sum]) => sum.checked !== 0 || sum.violating !== 0 || sum.errors !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return;
  await sql.run(
    `INSERT INTO policy_counters AS c (organization_id, policy_id, cluster_id, checked, violating, errors)
     SELECT $1::uuid, t.policy_id, t.cluster_id, t.checked, t.violating, t.errors
       FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::int[], $6::int[]) AS t (policy_id, cluster_id, checked, violating, errors)
       -- A policy that was deleted meanwhile has no counters to add to.
       JOIN policies p ON p.organization_id = $1::uuid AND p.id = t.policy_id
     ON CONFLICT (organization_id, policy_id, cluster_id) DO UPDATE SET
       checked = c.checked + excluded.checked, violating = c.violating + excluded.violating, errors = c.errors + excluded.errors`,
    [
      organizationId,
      rows.map(([, sum]) => sum.policyId),
      rows.map(([, sum]) => sum.clusterId),
      rows.map(([, sum]) => sum.checked),
      rows.map(([, sum]) => sum.violating),
      rows.map(([, sum]) => sum.errors),
    ],
  );
}
