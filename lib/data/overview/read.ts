import { z } from "zod";
import { severitySchema } from "@/lib/contracts/api/common";
import { pauseOfCurrentVersion } from "../policies/pauses";
import { count, moment } from "../rows";
import type { Sql } from "../sql";

const openRow = z.object({ severity_rank: z.number(), open: count });

export async function countOpenBySeverity(sql: Sql) {
  return await sql.rows(
    openRow,
    "SELECT severity_rank, count(*) AS open FROM violations WHERE organization_id = edict_organization() AND state = 'open' GROUP BY severity_rank",
  );
}

const dayRow = z.object({ day: z.string(), severity_rank: z.number(), opened: count, resolved: count });

/** What opened and resolved in each of the last days (UTC), from the history itself. */
export async function countEventsByDay(sql: Sql, since: Date) {
  return await sql.rows(
    dayRow,
    `SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, severity_rank, count(*) FILTER (WHERE type IN ('opened', 'reopened')) AS opened,
            count(*) FILTER (WHERE type = 'resolved') AS resolved
       FROM violation_events WHERE organization_id = edict_organization() AND at >= $1 GROUP BY 1, 2`,
    [since],
  );
}

const topPolicyRow = z.object({
  id: z.string(),
  name: z.string(),
  severity: severitySchema,
  violating: count,
  checked: count,
});

export async function topPolicies(sql: Sql, limit: number) {
  return await sql.rows(
    topPolicyRow,
    `SELECT p.id, p.name, pv.severity, sum(c.violating) AS violating, sum(c.checked) AS checked FROM policy_counters c
       JOIN policies p ON p.organization_id = c.organization_id AND p.id = c.policy_id
       JOIN policy_versions pv ON pv.organization_id = p.organization_id AND pv.id = p.current_version_id
      WHERE c.organization_id = edict_organization() GROUP BY p.id, p.name, pv.severity HAVING sum(c.violating) > 0
      ORDER BY array_position(ARRAY['critical', 'high', 'medium', 'low'], pv.severity), sum(c.violating) DESC LIMIT $1`,
    [limit],
  );
}

const topNamespaceRow = z.object({
  cluster_id: z.string(),
  cluster_name: z.string(),
  namespace: z.string(),
  open: count,
});

export async function topNamespaces(sql: Sql, limit: number) {
  return await sql.rows(
    topNamespaceRow,
    `SELECT v.cluster_id, c.name AS cluster_name, v.namespace, count(*) AS open FROM violations v
       JOIN clusters c ON c.organization_id = v.organization_id AND c.id = v.cluster_id
      WHERE v.organization_id = edict_organization() AND v.state = 'open' AND v.namespace IS NOT NULL
      GROUP BY v.cluster_id, c.name, v.namespace ORDER BY count(*) DESC, v.namespace LIMIT $1`,
    [limit],
  );
}

const recentRow = z.object({
  violation_id: z.string(),
  at: moment,
  type: z.enum(["opened", "resolved", "reopened"]),
  severity: severitySchema,
  message: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  cluster_name: z.string(),
});

export async function recentEvents(sql: Sql, limit: number) {
  return await sql.rows(
    recentRow,
    `SELECT ve.violation_id, ve.at, ve.type, (ARRAY['critical', 'high', 'medium', 'low'])[ve.severity_rank + 1] AS severity, v.message, v.namespace, v.name, c.name AS cluster_name
       FROM violation_events ve
       JOIN violations v ON v.organization_id = ve.organization_id AND v.id = ve.violation_id
       JOIN clusters c ON c.organization_id = v.organization_id AND c.id = v.cluster_id
      WHERE ve.organization_id = edict_organization() AND ve.type <> 'changed' ORDER BY ve.at DESC, ve.id DESC LIMIT $1`,
    [limit],
  );
}

const countsRow = z.object({
  open: count,
  clusters: count,
  policies: count,
  templates: count,
  entities: count,
  violating: count,
});

/** Numbers for the rail and the overview's sentence, from the rows themselves. */
export async function countAll(sql: Sql) {
  const rows = await sql.rows(
    countsRow,
    `SELECT (SELECT count(*) FROM violations WHERE organization_id = edict_organization() AND state = 'open') AS open,
            (SELECT count(*) FROM clusters WHERE organization_id = edict_organization()) AS clusters,
            (SELECT count(*) FROM policies WHERE organization_id = edict_organization()) AS policies,
            (SELECT count(*) FROM templates) AS templates,
            (SELECT count(*) FROM entities WHERE organization_id = edict_organization() AND deleted_at IS NULL) AS entities,
            (SELECT count(DISTINCT entity_id) FROM violations WHERE organization_id = edict_organization() AND state = 'open') AS violating`,
  );
  return rows[0] ?? { open: 0, clusters: 0, policies: 0, templates: 0, entities: 0, violating: 0 };
}

/** Policies that are switched on and whose current version is paused. */
export async function countPaused(sql: Sql): Promise<number> {
  const rows = await sql.rows(
    z.object({ paused: count }),
    `SELECT count(*) AS paused FROM policy_pauses x
       JOIN policies p ON ${pauseOfCurrentVersion}
      WHERE x.organization_id = edict_organization() AND p.enabled`,
  );
  return rows[0]?.paused ?? 0;
}

/** When each connected cluster was last heard. */
export async function lastHeard(sql: Sql): Promise<Date[]> {
  const rows = await sql.rows(
    z.object({ last_heard_at: moment }),
    "SELECT last_heard_at FROM clusters WHERE organization_id = edict_organization() AND last_heard_at IS NOT NULL",
  );
  return rows.map((row) => row.last_heard_at);
}
