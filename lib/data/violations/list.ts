import { z } from "zod";
import { severitySchema } from "@/lib/contracts/api/common";
import {
  fixStateSchema,
  resolutionSchema,
  violationStateSchema,
  type ViolationFilter,
} from "@/lib/contracts/api/violations";
import { SEVERITIES } from "@/lib/domain/severity";
import { Conditions, containsText, escapeLike, uuids } from "../conditions";
import { count, identityColumns, json, moment } from "../rows";
import type { Sql } from "../sql";

const presentValue = z.object({ value: json }).nullable();

export const violationRow = z.object({
  id: z.string(),
  number: count,
  state: violationStateSchema,
  resolution: resolutionSchema.nullable(),
  severity: severitySchema,
  severity_rank: z.number(),
  message: z.string(),
  policy_id: z.string(),
  policy_name: z.string(),
  cluster_id: z.string(),
  cluster_name: z.string(),
  entity_id: z.string(),
  ...identityColumns,
  entity_deleted: z.boolean(),
  pointer: z.string().nullable(),
  path: z.string().nullable(),
  stable_path: z.string().nullable(),
  found: presentValue,
  recommended: presentValue,
  occurrence_count: z.number(),
  fix: fixStateSchema,
  opened_at: moment,
  resolved_at: moment.nullable(),
  reopened_count: z.number(),
  /** The sort key with all its digits: a JavaScript date has only milliseconds. */
  opened_key: z.string(),
});
export type ViolationRow = z.infer<typeof violationRow>;

export const violationColumns = `v.id, v.number, v.state, v.resolution, (ARRAY['critical', 'high', 'medium', 'low'])[v.severity_rank + 1] AS severity, v.severity_rank,
  v.message, v.policy_id, p.name AS policy_name, v.cluster_id, c.name AS cluster_name, v.entity_id, v.api_group, e.version, v.kind, v.namespace, v.name,
  e.deleted_at IS NOT NULL AS entity_deleted, v.pointer, v.path, v.stable_path, v.found, v.recommended, v.occurrence_count, v.fix, v.opened_at,
  v.resolved_at, v.reopened_count, v.opened_at::text AS opened_key`;

export const violationJoins = `JOIN policies p ON p.organization_id = v.organization_id AND p.id = v.policy_id
  JOIN clusters c ON c.organization_id = v.organization_id AND c.id = v.cluster_id
  JOIN entities e ON e.organization_id = v.organization_id AND e.id = v.entity_id`;

export type Facet = "severity" | "cluster" | "namespace" | "kind" | "policy" | "fix" | "state";

/** The conditions of a filter; `except` leaves out one facet, so that its other values can be counted. */
export function filterConditions(filter: ViolationFilter, except: Facet | null): Conditions {
  const conditions = new Conditions("v.organization_id = edict_organization()");
  const any = (facet: Facet, ...[expression, type, values]: Parameters<Conditions["addAny"]>) => {
    if (facet !== except) conditions.addAny(expression, type, values);
  };
  if (except !== "state") conditions.add((p) => `v.state = ${p}`, filter.state);
  const ranks = filter.severity.flatMap((severity) =>
    SEVERITIES.flatMap((known, rank) => (known === severity ? [rank] : [])),
  );
  any("severity", "v.severity_rank", "smallint", ranks);
  any("cluster", "v.cluster_id", "uuid", uuids(filter.cluster));
  any("policy", "v.policy_id", "uuid", uuids(filter.policy));
  // An empty namespace in the filter means cluster-scoped objects.
  any("namespace", "coalesce(v.namespace, '-')", "text", filter.namespace);
  any("kind", "v.kind", "text", filter.kind);
  any("fix", "v.fix", "text", filter.fix);
  conditions.addAny("v.entity_id", "uuid", uuids(filter.entity));
  if (filter.standard.length > 0) {
    conditions.add(
      (p) => `v.policy_id IN (SELECT sp.id FROM policies sp
        JOIN policy_versions spv ON spv.organization_id = sp.organization_id AND spv.id = sp.current_version_id
        JOIN template_versions stv ON stv.organization_id = spv.template_organization_id AND stv.id = spv.template_version_id
        WHERE sp.organization_id = edict_organization() AND EXISTS (SELECT 1 FROM jsonb_array_elements(stv.standards) s WHERE s ->> 'standard' = ANY(${p}::text[])))`,
      filter.standard,
    );
  }
  const q = escapeLike(filter.q ?? null);
  if (q !== null) {
    conditions.add(
      (p) => `(${containsText(["v.message", "v.name", "v.namespace", "v.path"], p)}
        OR v.policy_id IN (SELECT id FROM policies WHERE organization_id = edict_organization() AND ${containsText(["name"], p)}))`,
      q,
    );
  }
  return conditions;
}

export interface ViolationPage {
  sort: "severity" | "newest" | "oldest";
  after: { rank: number; openedAt: string; id: string } | null;
  openedAfter: string | null;
  limit: number;
}

/** A page by keyset. Resolved violations sort by when they were opened, too: rows do not move while they are read. */
export async function listViolations(
  sql: Sql,
  filter: ViolationFilter,
  page: ViolationPage,
): Promise<ViolationRow[]> {
  const conditions = filterConditions(filter, null);
  if (page.openedAfter !== null) conditions.add((p) => `v.opened_at > ${p}::timestamptz`, page.openedAfter);
  if (page.after !== null) {
    const opened = `${conditions.parameter(page.after.openedAt)}::timestamptz`;
    const id = `${conditions.parameter(page.after.id)}::uuid`;
    const later = `(v.opened_at, v.id) ${page.sort === "oldest" ? ">" : "<"} (${opened}, ${id})`;
    const rank = conditions.parameter(page.after.rank);
    conditions.require(
      page.sort === "severity"
        ? `(v.severity_rank > ${rank}::smallint OR (v.severity_rank = ${rank}::smallint AND ${later}))`
        : `${rank}::smallint IS NOT NULL AND ${later}`,
    );
  }
  const order = {
    severity: "v.severity_rank, v.opened_at DESC, v.id DESC",
    newest: "v.opened_at DESC, v.id DESC",
    oldest: "v.opened_at, v.id",
  }[page.sort];
  return await sql.rows(
    violationRow,
    `SELECT ${violationColumns} FROM violations v ${violationJoins} WHERE ${conditions.text} ORDER BY ${order} LIMIT ${conditions.parameter(page.limit)}`,
    conditions.values,
  );
}

export async function countViolations(
  sql: Sql,
  filter: ViolationFilter,
  openedAfter: string | null,
): Promise<number> {
  const conditions = filterConditions(filter, null);
  if (openedAfter !== null) conditions.add((p) => `v.opened_at > ${p}::timestamptz`, openedAfter);
  const rows = await sql.rows(
    z.object({ total: count }),
    `SELECT count(*) AS total FROM violations v WHERE ${conditions.text}`,
    conditions.values,
  );
  return rows[0]?.total ?? 0;
}

const facetRow = z.object({ value: z.string(), label: z.string(), count });

const facetSelects: Record<Facet, { select: string; join: string; order: string }> = {
  state: { select: "v.state AS value, v.state AS label", join: "", order: "count DESC" },
  severity: {
    select:
      "(ARRAY['critical', 'high', 'medium', 'low'])[v.severity_rank + 1] AS value, (ARRAY['Critical', 'High', 'Medium', 'Low'])[v.severity_rank + 1] AS label",
    join: "",
    order: "min(v.severity_rank)",
  },
  cluster: {
    select: "v.cluster_id::text AS value, c.name AS label",
    join: "JOIN clusters c ON c.organization_id = v.organization_id AND c.id = v.cluster_id",
    order: "count DESC, label",
  },
  namespace: {
    select: "coalesce(v.namespace, '-') AS value, coalesce(v.namespace, 'cluster-scoped') AS label",
    join: "",
    order: "count DESC, label",
  },
  kind: { select: "v.kind AS value, v.kind AS label", join: "", order: "count DESC, label" },
  policy: {
    select: "v.policy_id::text AS value, p.name AS label",
    join: "JOIN policies p ON p.organization_id = v.organization_id AND p.id = v.policy_id",
    order: "count DESC, label",
  },
  fix: {
    select:
      "v.fix AS value, CASE v.fix WHEN 'proven' THEN 'Proven fix' WHEN 'unproven' THEN 'Fix not proven' ELSE 'Guidance' END AS label",
    join: "",
    order: "count DESC",
  },
};

const facetValuesMax = 200;

/** Values of one facet with how many violations each would list, under all other filters. */
export async function countFacet(sql: Sql, filter: ViolationFilter, facet: Facet) {
  const conditions = filterConditions(filter, facet);
  const { select, join, order } = facetSelects[facet];
  return await sql.rows(
    facetRow,
    `SELECT ${select}, count(*) AS count FROM violations v ${join} WHERE ${conditions.text} GROUP BY 1, 2 ORDER BY ${order} LIMIT ${conditions.parameter(facetValuesMax)}`,
    conditions.values,
  );
}
