import { z } from "zod";
import { RETRY_AFTER_MS, STOPPED_CODES } from "@/lib/domain/strikes";
import type { ViolationEventWrite, OccurrenceWrite, ViolationWrite } from "./record-types";
import { bytes, moment } from "../rows";
import { jsonParam, type Sql } from "../sql";

export const lockedPolicyRow = z.object({
  id: z.string(),
  current_version_id: z.string(),
  enabled: z.boolean(),
});

/** Locks policies against change until commit. Always before entities: every writer takes its locks in this order. */
export async function lockPolicies(sql: Sql, policyIds: readonly string[]) {
  return await sql.rows(
    lockedPolicyRow,
    "SELECT id, current_version_id, enabled FROM policies WHERE id = ANY($1::uuid[]) ORDER BY id FOR SHARE",
    [policyIds],
  );
}

const lockedEntityRow = z.object({
  id: z.string(),
  cluster_id: z.string(),
  api_group: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  hash: bytes,
  version_number: z.number(),
  judged: z.array(z.string()),
  deleted: z.boolean(),
});
export type LockedEntity = z.infer<typeof lockedEntityRow>;

export async function lockEntities(sql: Sql, entityIds: readonly string[]): Promise<LockedEntity[]> {
  return await sql.rows(
    lockedEntityRow,
    `SELECT id, cluster_id, api_group, kind, namespace, name, content_hash AS hash, version_number, judged, deleted_at IS NOT NULL AS deleted
       FROM entities WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    [entityIds],
  );
}

const previousRow = z.object({
  id: z.string(),
  policy_id: z.string(),
  entity_id: z.string(),
  state: z.enum(["open", "resolved", "excepted"]),
  policy_version_id: z.string(),
  entity_hash: bytes,
  fingerprint: z.string(),
  severity_rank: z.number(),
  first_seen_at: moment,
  opened_at: moment,
  reopened_count: z.number(),
  occurrences: z.array(z.object({ key: z.string(), first_seen_at: z.string() })),
});
export type PreviousRow = z.infer<typeof previousRow>;

export async function loadPrevious(
  sql: Sql,
  entityIds: readonly string[],
  policyIds: readonly string[],
): Promise<PreviousRow[]> {
  return await sql.rows(
    previousRow,
    `SELECT v.id, v.policy_id, v.entity_id, v.state, v.policy_version_id, v.entity_hash, v.fingerprint, v.severity_rank,
            v.first_seen_at, v.opened_at, v.reopened_count,
            coalesce((SELECT jsonb_agg(jsonb_build_object('key', o.key, 'first_seen_at', o.first_seen_at)) FROM occurrences o
              WHERE o.organization_id = v.organization_id AND o.violation_id = v.id), '[]') AS occurrences
       FROM violations v WHERE v.entity_id = ANY($1::uuid[]) AND v.policy_id = ANY($2::uuid[])`,
    [entityIds, policyIds],
  );
}

/** `entity policy` of each evaluation of these entities that gave no verdict. Read under the entities' locks: whoever writes errors holds them. */
export async function loadFailed(sql: Sql, entityIds: readonly string[]): Promise<Set<string>> {
  const rows = await sql.rows(
    z.object({ entity_id: z.string(), policy_id: z.string() }),
    "SELECT entity_id, policy_id FROM evaluation_errors WHERE organization_id = edict_organization() AND entity_id = ANY($1::uuid[])",
    [entityIds],
  );
  return new Set(rows.map((row) => `${row.entity_id} ${row.policy_id}`));
}

/** Takes the next `count` violation numbers of the organization. The row stays locked until commit: call it late. */
export async function takeViolationNumbers(sql: Sql, organizationId: string, count: number): Promise<number> {
  const rows = await sql.rows(
    z.object({ last: z.string() }),
    "UPDATE organizations SET violation_number = violation_number + $2::bigint WHERE id = $1 RETURNING violation_number::text AS last",
    [organizationId, count],
  );
  return Number(rows[0]?.last ?? 0) - count;
}

/** Inserts new violations and rewrites those that changed, with all their occurrences. */
export async function writeViolations(
  sql: Sql,
  organizationId: string,
  rows: readonly ViolationWrite[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql.run(
    `INSERT INTO violations AS v (organization_id, id, number, policy_id, policy_version_id, cluster_id, entity_id, state, resolution, severity_rank,
       api_group, kind, namespace, name, message, pointer, path, stable_path, found, recommended, occurrence_count, fix, entity_hash, fingerprint,
       opened_at, first_seen_at, last_seen_at, resolved_at, reopened_count)
     SELECT $1::uuid, id, number, policy_id, policy_version_id, cluster_id, entity_id, 'open', NULL, severity_rank, api_group, kind, namespace, name,
       message, pointer, path, stable_path, found, recommended, occurrence_count, fix, decode(entity_hash, 'hex'), fingerprint,
       opened_at, first_seen_at, last_seen_at, NULL, reopened_count
     FROM jsonb_to_recordset($2::jsonb) AS t (id uuid, number bigint, policy_id uuid, policy_version_id uuid, cluster_id uuid, entity_id uuid,
       severity_rank smallint, api_group text, kind text, namespace text, name text, message text, pointer text, path text, stable_path text,
       found jsonb, recommended jsonb, occurrence_count int, fix text, entity_hash text, fingerprint text, opened_at timestamptz,
       first_seen_at timestamptz, last_seen_at timestamptz, reopened_count int)
     ON CONFLICT (organization_id, id) DO UPDATE SET policy_version_id = excluded.policy_version_id, state = 'open', resolution = NULL,
       severity_rank = excluded.severity_rank, namespace = excluded.namespace, name = excluded.name, message = excluded.message,
       pointer = excluded.pointer, path = excluded.path, stable_path = excluded.stable_path, found = excluded.found,
       recommended = excluded.recommended, occurrence_count = excluded.occurrence_count, fix = excluded.fix,
       entity_hash = excluded.entity_hash, fingerprint = excluded.fingerprint, opened_at = excluded.opened_at,
       last_seen_at = excluded.last_seen_at, resolved_at = NULL, reopened_count = excluded.reopened_count`,
    [organizationId, jsonParam(rows)],
  );
}

export async function writeOccurrences(
  sql: Sql,
  organizationId: string,
  violationIds: readonly string[],
  rows: readonly OccurrenceWrite[],
): Promise<void> {
  if (violationIds.length === 0) return;
  await sql.run(
    "DELETE FROM occurrences WHERE violation_id = ANY($1::uuid[]) AND organization_id = edict_organization()",
    [violationIds],
  );
  await sql.run(
    `INSERT INTO occurrences (organization_id, id, violation_id, key, position, message, violating_key, pointer, path, stable_path, found, recommended, remove, details, fix, first_seen_at)
     SELECT $1::uuid, id, violation_id, key, position, message, violating_key, pointer, path, stable_path, found, recommended, remove, details, fix, first_seen_at
     FROM jsonb_to_recordset($2::jsonb) AS t (id uuid, violation_id uuid, key text, position int, message text, violating_key text, pointer text,
       path text, stable_path text, found jsonb, recommended jsonb, remove boolean, details jsonb, fix text, first_seen_at timestamptz)`,
    [organizationId, jsonParam(rows)],
  );
}

export async function markResolved(
  sql: Sql,
  rows: readonly { id: string; resolution: string }[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await sql.run(
    `UPDATE violations v SET state = 'resolved', resolution = t.resolution, resolved_at = $1, last_seen_at = $1
       FROM unnest($2::uuid[], $3::text[]) AS t (id, resolution) WHERE v.organization_id = edict_organization() AND v.id = t.id`,
    [now, rows.map((row) => row.id), rows.map((row) => row.resolution)],
  );
}

export async function writeEvents(
  sql: Sql,
  organizationId: string,
  rows: readonly ViolationEventWrite[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql.run(
    `INSERT INTO violation_events (organization_id, id, violation_id, at, type, resolution, severity_rank, policy_version_id, entity_version, manager)
     SELECT $1::uuid, t.id, t.violation_id, t.at, t.type, t.resolution, t.severity_rank, t.policy_version_id, t.entity_version, ev.manager
     FROM jsonb_to_recordset($2::jsonb) AS t (id uuid, violation_id uuid, entity_id uuid, at timestamptz, type text, resolution text, severity_rank smallint,
       policy_version_id uuid, entity_version int)
     LEFT JOIN entity_versions ev ON ev.organization_id = $1::uuid AND ev.entity_id = t.entity_id AND ev.number = t.entity_version`,
    [organizationId, jsonParam(rows)],
  );
}

export interface ErrorWrite {
  policyId: string;
  entityId: string;
  clusterId: string;
  policyVersionId: string;
  code: string;
  message: string;
}

/**
 * Writes errors and takes away those that a verdict cleared. An evaluation that was stopped gets a time to be tried
 * again: soon after the first, later after each further one; a time that is still to come stands.
 */
export async function writeErrors(
  sql: Sql,
  organizationId: string,
  errors: readonly ErrorWrite[],
  cleared: readonly { policyId: string; entityId: string }[],
  now: Date,
): Promise<{
  added: { policyId: string; clusterId: string }[];
  removed: { policyId: string; clusterId: string }[];
}> {
  const pair = z.object({ policy_id: z.string(), cluster_id: z.string(), fresh: z.boolean() });
  const added =
    errors.length === 0
      ? []
      : await sql.rows(
          pair,
          `INSERT INTO evaluation_errors AS x (organization_id, policy_id, entity_id, cluster_id, policy_version_id, code, message, at, retry_at)
           SELECT $1::uuid, t.policy_id, t.entity_id, t.cluster_id, t.version_id, t.code, t.message, $8::timestamptz,
                  CASE WHEN t.code = ANY($9::text[]) THEN $10::timestamptz END
             FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[]) AS t (policy_id, entity_id, cluster_id, version_id, code, message)
           ON CONFLICT (organization_id, policy_id, entity_id) DO UPDATE SET policy_version_id = excluded.policy_version_id,
             code = excluded.code, message = excluded.message, at = CASE WHEN x.message = excluded.message THEN x.at ELSE excluded.at END,
             retry_at = CASE WHEN excluded.retry_at IS NULL THEN NULL WHEN x.retry_at > excluded.at THEN x.retry_at
               WHEN x.code = ANY($9::text[]) AND x.policy_version_id = excluded.policy_version_id THEN $11::timestamptz ELSE excluded.retry_at END
           RETURNING policy_id, cluster_id, (xmax = 0) AS fresh`,
          [
            organizationId,
            errors.map((error) => error.policyId),
            errors.map((error) => error.entityId),
            errors.map((error) => error.clusterId),
            errors.map((error) => error.policyVersionId),
            errors.map((error) => error.code),
            errors.map((error) => error.message.replaceAll("\0", "").slice(0, 2_000)),
            now,
            STOPPED_CODES,
            new Date(now.getTime() + RETRY_AFTER_MS.first),
            new Date(now.getTime() + RETRY_AFTER_MS.later),
          ],
        );
  const removed =
    cleared.length === 0
      ? []
      : await sql.rows(
          pair,
          `DELETE FROM evaluation_errors x USING unnest($1::uuid[], $2::uuid[]) AS t (policy_id, entity_id)
            WHERE x.organization_id = edict_organization() AND x.policy_id = t.policy_id AND x.entity_id = t.entity_id
           RETURNING x.policy_id, x.cluster_id, true AS fresh`,
          [cleared.map((row) => row.policyId), cleared.map((row) => row.entityId)],
        );
  const plain = (row: z.infer<typeof pair>) => ({ policyId: row.policy_id, clusterId: row.cluster_id });
  return { added: added.filter((row) => row.fresh).map(plain), removed: removed.map(plain) };
}

/** Records which policies gave a verdict; `complete` when all policies that apply were asked about this very content. */
export async function markJudged(
  sql: Sql,
  rows: readonly { id: string; hash: string; judged: readonly string[]; complete: boolean }[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await sql.run(
    `UPDATE entities e SET judged = ARRAY(SELECT jsonb_array_elements_text(t.judged)::uuid),
       evaluated_hash = CASE WHEN t.complete THEN decode(t.hash, 'hex') ELSE e.evaluated_hash END,
       evaluated_at = $2
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, hash text, judged jsonb, complete boolean)
     WHERE e.organization_id = edict_organization() AND e.id = t.id`,
    [jsonParam(rows), now],
  );
}
