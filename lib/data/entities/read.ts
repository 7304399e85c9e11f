import { z } from "zod";
import { severitySchema } from "@/lib/contracts/api/common";
import { Conditions, containsText, escapeLike, uuids } from "../conditions";
import { bytes, count, identityColumns, moment } from "../rows";
import type { Sql } from "../sql";

const listRow = z.object({
  id: z.string(),
  cluster_id: z.string(),
  cluster_name: z.string(),
  ...identityColumns,
  last_changed_at: moment,
  open: count,
  worst: severitySchema.nullable(),
});

export interface EntityFilter {
  clusters: readonly string[];
  kinds: readonly string[];
  namespaces: readonly string[];
  q: string | null;
}

/** The conditions of a filter but for its kinds. */
function filterConditions(filter: EntityFilter): Conditions {
  const conditions = new Conditions("e.organization_id = edict_organization() AND e.deleted_at IS NULL");
  conditions.addAny("e.cluster_id", "uuid", uuids(filter.clusters));
  // An empty namespace in the filter means cluster-scoped objects.
  conditions.addAny("coalesce(e.namespace, '-')", "text", filter.namespaces);
  const q = escapeLike(filter.q);
  if (q !== null) conditions.add((p) => `(${containsText(["e.name", "e.namespace"], p)})`, q);
  return conditions;
}

/** A kind of the filter is a name, or `name.group`. */
const isOfKinds = (parameter: string) =>
  `(e.kind = ANY(${parameter}::text[]) OR e.kind || '.' || e.api_group = ANY(${parameter}::text[]))`;

/** A page of live entities by kind, namespace and name; `after` has these and the id of the last entity of the page before. */
export async function listEntities(
  sql: Sql,
  filter: EntityFilter,
  after: readonly string[] | null,
  limit: number,
) {
  const conditions = filterConditions(filter);
  if (filter.kinds.length > 0) conditions.add(isOfKinds, filter.kinds);
  if (after !== null) {
    const [kind, namespace, name, id] = [0, 1, 2, 3].map((at) => conditions.parameter(after[at] ?? null));
    conditions.require(
      `(e.kind, coalesce(e.namespace, ''), e.name, e.id) > (${kind}, ${namespace}, ${name}, ${id}::uuid)`,
    );
  }
  return await sql.rows(
    listRow,
    `SELECT e.id, e.cluster_id, c.name AS cluster_name, e.api_group, e.version, e.kind, e.namespace, e.name, e.last_changed_at,
            coalesce(v.open, 0) AS open, (ARRAY['critical', 'high', 'medium', 'low'])[v.worst + 1] AS worst
       FROM entities e
       JOIN clusters c ON c.organization_id = e.organization_id AND c.id = e.cluster_id
       LEFT JOIN LATERAL (SELECT count(*) AS open, min(severity_rank) AS worst FROM violations
          WHERE organization_id = e.organization_id AND entity_id = e.id AND state = 'open') v ON true
      WHERE ${conditions.text}
      ORDER BY e.kind, coalesce(e.namespace, ''), e.name, e.id LIMIT ${conditions.parameter(limit)}`,
    conditions.values,
  );
}

export async function countEntitiesByKind(sql: Sql, filter: EntityFilter) {
  const conditions = filterConditions(filter);
  const matched = filter.kinds.length === 0 ? "true" : isOfKinds(conditions.parameter(filter.kinds));
  return await sql.rows(
    z.object({ group: z.string(), kind: z.string(), count, matched: z.boolean() }),
    `SELECT e.api_group AS group, e.kind, count(*) AS count, ${matched} AS matched FROM entities e WHERE ${conditions.text}
      GROUP BY e.api_group, e.kind ORDER BY count(*) DESC, e.kind`,
    conditions.values,
  );
}

const detailRow = z.object({
  id: z.string(),
  uid: z.string(),
  cluster_id: z.string(),
  cluster_name: z.string(),
  ...identityColumns,
  labels: z.record(z.string(), z.string()),
  owner_uid: z.string().nullable(),
  owner_kind: z.string().nullable(),
  owner_name: z.string().nullable(),
  owner_id: z.string().nullable(),
  owner_live_kind: z.string().nullable(),
  owner_live_group: z.string().nullable(),
  owner_live_labels: z.record(z.string(), z.string()).nullable(),
  first_seen_at: moment,
  last_changed_at: moment,
  deleted_at: moment.nullable(),
  judged: z.array(z.string()),
  evaluated: z.boolean(),
  body: z.string(),
});
export type EntityDetailRow = z.infer<typeof detailRow>;

/** One entity, live or deleted. */
export async function readEntityRow(sql: Sql, entityId: string): Promise<EntityDetailRow | null> {
  const rows = await sql.rows(
    detailRow,
    `SELECT e.id, e.uid, e.cluster_id, c.name AS cluster_name, e.api_group, e.version, e.kind, e.namespace, e.name, e.labels, e.owner_uid, e.owner_kind, e.owner_name,
            o.id AS owner_id, CASE WHEN o.deleted_at IS NULL THEN o.kind END AS owner_live_kind, CASE WHEN o.deleted_at IS NULL THEN o.api_group END AS owner_live_group,
            CASE WHEN o.deleted_at IS NULL THEN o.labels END AS owner_live_labels,
            e.first_seen_at, e.last_changed_at, e.deleted_at, e.judged, e.evaluated_hash IS NOT DISTINCT FROM e.content_hash AS evaluated, ct.body
       FROM entities e
       JOIN clusters c ON c.organization_id = e.organization_id AND c.id = e.cluster_id
       JOIN contents ct ON ct.organization_id = e.organization_id AND ct.hash = e.content_hash
       LEFT JOIN entities o ON o.organization_id = e.organization_id AND o.cluster_id = e.cluster_id AND o.uid = e.owner_uid
      WHERE e.organization_id = edict_organization() AND e.id = $1`,
    [entityId],
  );
  return rows[0] ?? null;
}

const ownedRow = z.object({
  id: z.string(),
  ...identityColumns,
  deleted: z.boolean(),
});

export async function readOwned(sql: Sql, clusterId: string, ownerUid: string, limit: number) {
  return await sql.rows(
    ownedRow,
    `SELECT id, api_group, version, kind, namespace, name, deleted_at IS NOT NULL AS deleted FROM entities
      WHERE organization_id = edict_organization() AND cluster_id = $1 AND owner_uid = $2 AND deleted_at IS NULL ORDER BY kind, name LIMIT $3`,
    [clusterId, ownerUid, limit],
  );
}

const versionRow = z.object({
  id: z.string(),
  number: z.number(),
  hash: bytes,
  manager: z.string().nullable(),
  valid_from: moment,
  valid_to: moment.nullable(),
});

export async function readVersions(sql: Sql, entityId: string) {
  return await sql.rows(
    versionRow,
    `SELECT id, number, content_hash AS hash, manager, valid_from, valid_to FROM entity_versions
      WHERE organization_id = edict_organization() AND entity_id = $1 ORDER BY number DESC LIMIT 200`,
    [entityId],
  );
}

export async function readVersionBody(sql: Sql, entityId: string, versionId: string) {
  const rows = await sql.rows(
    versionRow.extend({ body: z.string() }),
    `SELECT ev.id, ev.number, ev.content_hash AS hash, ev.manager, ev.valid_from, ev.valid_to, ct.body FROM entity_versions ev
       JOIN contents ct ON ct.organization_id = ev.organization_id AND ct.hash = ev.content_hash
      WHERE ev.organization_id = edict_organization() AND ev.entity_id = $1 AND ev.id = $2`,
    [entityId, versionId],
  );
  return rows[0] ?? null;
}

const markRow = z.object({
  violation_id: z.string(),
  policy_id: z.string(),
  severity: severitySchema,
  pointer: z.string().nullable(),
  message: z.string(),
});

/** Open occurrences of an entity: what its YAML marks. */
export async function readMarks(sql: Sql, entityId: string) {
  return await sql.rows(
    markRow,
    `SELECT v.id AS violation_id, v.policy_id, (ARRAY['critical', 'high', 'medium', 'low'])[v.severity_rank + 1] AS severity, o.pointer, o.message
       FROM violations v JOIN occurrences o ON o.organization_id = v.organization_id AND o.violation_id = v.id
      WHERE v.organization_id = edict_organization() AND v.entity_id = $1 AND v.state = 'open' ORDER BY v.severity_rank, o.position`,
    [entityId],
  );
}

export async function readEntityErrors(sql: Sql, entityId: string) {
  return await sql.rows(
    z.object({ policy_id: z.string(), code: z.string(), message: z.string() }),
    "SELECT policy_id, code, message FROM evaluation_errors WHERE organization_id = edict_organization() AND entity_id = $1",
    [entityId],
  );
}
