import { z } from "zod";
import type { ViolationFilter } from "@/lib/contracts/api/violations";
import { count } from "../rows";
import type { Sql } from "../sql";
import { filterConditions } from "./list";

export async function countEntities(sql: Sql): Promise<number> {
  const rows = await sql.rows(
    z.object({ total: count }),
    "SELECT count(*) AS total FROM entities WHERE organization_id = edict_organization() AND deleted_at IS NULL",
  );
  return rows[0]?.total ?? 0;
}

/** Entities that have a violation of this filter. */
export async function countViolatingEntities(sql: Sql, filter: ViolationFilter): Promise<number> {
  const conditions = filterConditions(filter, null);
  const rows = await sql.rows(
    z.object({ total: count }),
    `SELECT count(DISTINCT v.entity_id) AS total FROM violations v WHERE ${conditions.text}`,
    conditions.values,
  );
  return rows[0]?.total ?? 0;
}

const unreadableRow = z.object({ cluster_id: z.string(), cluster_name: z.string(), kinds: count });

/** Clusters in which some kinds cannot be read, so that nothing of them is judged. */
export async function unreadableKinds(sql: Sql) {
  const rows = await sql.rows(
    unreadableRow,
    `SELECT c.id AS cluster_id, c.name AS cluster_name, count(*) AS kinds FROM kind_syncs k
       JOIN clusters c ON c.organization_id = k.organization_id AND c.id = k.cluster_id
      WHERE k.organization_id = edict_organization() AND k.state IN ('forbidden', 'error') GROUP BY c.id, c.name ORDER BY c.name`,
  );
  return rows.map((row) => ({ clusterId: row.cluster_id, clusterName: row.cluster_name, kinds: row.kinds }));
}
