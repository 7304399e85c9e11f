import { z } from "zod";
import { severitySchema } from "@/lib/contracts/api/common";
import { policyModeSchema, policyTargetsSchema } from "@/lib/contracts/api/policies";
import { LIBRARY_ORGANIZATION_ID } from "../ids";
import { count, jsonObject, moment } from "../rows";
import type { Sql } from "../sql";
import { pauseOfCurrentVersion } from "./pauses";

const policyRow = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  sample: z.boolean(),
  version: z.number(),
  mode: policyModeSchema,
  severity: severitySchema,
  parameters: jsonObject,
  targets: policyTargetsSchema,
  template_id: z.string(),
  template_title: z.string(),
  template_version: z.number(),
  latest_version: z.number(),
  built_in: z.boolean(),
  category: z.string(),
  checked: count,
  violating: count,
  errors: count,
  pending: z.boolean(),
  created_at: moment,
  updated_at: moment,
});
export type PolicyRow = z.infer<typeof policyRow>;

/** Policies with their current version and counters; all by name, or one by id. */
export async function readPolicies(sql: Sql, policyId: string | null): Promise<PolicyRow[]> {
  return await sql.rows(
    policyRow,
    `SELECT p.id, p.name, p.enabled, p.sample, p.version, pv.mode, pv.severity, pv.parameters, pv.targets, p.template_id, tv.title AS template_title,
            tv.version AS template_version, t.latest_version, p.template_organization_id = '${LIBRARY_ORGANIZATION_ID}' AS built_in, tv.category,
            coalesce(c.checked, 0) AS checked, coalesce(c.violating, 0) AS violating, coalesce(c.errors, 0) AS errors,
            p.enabled AND p.evaluated_version_id IS DISTINCT FROM p.current_version_id AS pending, p.created_at, p.updated_at
       FROM policies p
       JOIN policy_versions pv ON pv.organization_id = p.organization_id AND pv.id = p.current_version_id
       JOIN template_versions tv ON tv.organization_id = pv.template_organization_id AND tv.id = pv.template_version_id
       JOIN templates t ON t.organization_id = tv.organization_id AND t.id = tv.template_id
       LEFT JOIN (SELECT policy_id, sum(checked) AS checked, sum(violating) AS violating, sum(errors) AS errors FROM policy_counters
          WHERE organization_id = edict_organization() GROUP BY policy_id) c ON c.policy_id = p.id
      WHERE p.organization_id = edict_organization() AND ($1::uuid IS NULL OR p.id = $1) ORDER BY p.name`,
    [policyId],
  );
}

const clusterCounterRow = z.object({
  id: z.string(),
  name: z.string(),
  checked: z.number(),
  violating: z.number(),
  errors: z.number(),
});

export async function readPolicyClusters(sql: Sql, policyId: string) {
  return await sql.rows(
    clusterCounterRow,
    `SELECT cl.id, cl.name, c.checked, c.violating, c.errors FROM policy_counters c
       JOIN clusters cl ON cl.organization_id = c.organization_id AND cl.id = c.cluster_id
      WHERE c.organization_id = edict_organization() AND c.policy_id = $1 ORDER BY c.violating DESC, cl.name`,
    [policyId],
  );
}

const errorColumns = z.object({
  entity_id: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  cluster: z.string(),
  code: z.string(),
  message: z.string(),
  at: moment,
});
const errorRow = errorColumns.transform(presentError);

function presentError(row: z.infer<typeof errorColumns>) {
  return {
    entityId: row.entity_id,
    entity: `${row.kind} ${row.namespace === null ? "" : `${row.namespace}/`}${row.name}`,
    cluster: row.cluster,
    code: row.code,
    message: row.message,
    at: row.at.toISOString(),
  };
}

export async function readPolicyErrors(sql: Sql, policyId: string, limit: number) {
  return await sql.rows(
    errorRow,
    `SELECT x.entity_id, e.namespace, e.name, e.kind, cl.name AS cluster, x.code, x.message, x.at FROM evaluation_errors x
       JOIN entities e ON e.organization_id = x.organization_id AND e.id = x.entity_id
       JOIN clusters cl ON cl.organization_id = x.organization_id AND cl.id = x.cluster_id
      WHERE x.organization_id = edict_organization() AND x.policy_id = $1 ORDER BY x.at DESC LIMIT $2`,
    [policyId, limit],
  );
}

const pauseRow = z
  .object({ policy_id: z.string(), since: moment, code: z.string(), message: z.string() })
  .transform((row) => ({
    policyId: row.policy_id,
    since: row.since.toISOString(),
    code: row.code,
    message: row.message,
  }));

export type PolicyPauseRow = Awaited<ReturnType<typeof readPolicyPauses>>[number];

/** Policies whose current version is paused, all or one by id, each with its strikes, newest first. */
export async function readPolicyPauses(sql: Sql, policyId: string | null) {
  const pauses = await sql.rows(
    pauseRow,
    `SELECT x.policy_id, x.since, x.code, x.message FROM policy_pauses x
       JOIN policies p ON ${pauseOfCurrentVersion}
      WHERE x.organization_id = edict_organization() AND ($1::uuid IS NULL OR x.policy_id = $1)`,
    [policyId],
  );
  if (pauses.length === 0) return [];
  const strikes = await sql.rows(
    errorColumns.extend({ policy_id: z.string() }),
    `SELECT s.policy_id, s.entity_id, e.namespace, e.name, e.kind, cl.name AS cluster, s.code, s.message, s.at FROM policy_strikes s
       JOIN entities e ON e.organization_id = s.organization_id AND e.id = s.entity_id
       JOIN clusters cl ON cl.organization_id = e.organization_id AND cl.id = e.cluster_id
      WHERE s.organization_id = edict_organization() AND s.policy_id = ANY($1::uuid[]) ORDER BY s.at DESC, s.id DESC`,
    [pauses.map((pause) => pause.policyId)],
  );
  return pauses.map((pause) => ({
    ...pause,
    strikes: strikes.filter((strike) => strike.policy_id === pause.policyId).map(presentError),
  }));
}

/** The names of all policies of the organization. */
export async function namesTaken(sql: Sql): Promise<string[]> {
  const rows = await sql.rows(
    z.object({ name: z.string() }),
    "SELECT name FROM policies WHERE organization_id = edict_organization()",
    [],
  );
  return rows.map(({ name }) => name);
}
