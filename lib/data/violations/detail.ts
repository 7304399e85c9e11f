import { z } from "zod";
import { resolutionSchema, standardRefSchema } from "@/lib/contracts/api/violations";
import { policyModeSchema } from "@/lib/contracts/api/policies";
import { bytes, count, json, jsonObject, moment } from "../rows";
import type { Sql } from "../sql";
import { violationColumns, violationJoins, violationRow } from "./list";

const detailRow = violationRow.extend({
  entity_hash: bytes,
  entity_version: z.number(),
  entity_changed_at: moment,
  body: z.string(),
  template_id: z.string(),
  template_title: z.string(),
  template_version: z.number(),
  why: z.string(),
  how: z.string(),
  standards: z.array(standardRefSchema),
  parameters: jsonObject,
  mode: policyModeSchema,
  last_heard_at: moment.nullable(),
});
export type ViolationDetailRow = z.infer<typeof detailRow>;

/** A violation with its entity as last seen, and the policy version that found it. */
export async function readViolationRow(sql: Sql, violationId: string): Promise<ViolationDetailRow | null> {
  const rows = await sql.rows(
    detailRow,
    `SELECT ${violationColumns}, v.entity_hash, e.version_number AS entity_version, e.last_changed_at AS entity_changed_at, ct.body,
            tv.template_id, tv.title AS template_title, tv.version AS template_version, tv.why, tv.how, tv.standards, pv.parameters, pv.mode, c.last_heard_at
       FROM violations v ${violationJoins}
       JOIN contents ct ON ct.organization_id = e.organization_id AND ct.hash = e.content_hash
       JOIN policy_versions pv ON pv.organization_id = v.organization_id AND pv.id = v.policy_version_id
       JOIN template_versions tv ON tv.organization_id = pv.template_organization_id AND tv.id = pv.template_version_id
      WHERE v.organization_id = edict_organization() AND v.id = $1`,
    [violationId],
  );
  return rows[0] ?? null;
}

const occurrenceRow = z.object({
  id: z.string(),
  key: z.string(),
  message: z.string(),
  violating_key: z.string().nullable(),
  pointer: z.string().nullable(),
  path: z.string().nullable(),
  stable_path: z.string().nullable(),
  found: z.object({ value: json }).nullable(),
  recommended: z.object({ value: json }).nullable(),
  details: jsonObject,
  fix: z.enum(["proven", "unproven", "guidance"]),
});

export async function readOccurrences(sql: Sql, violationId: string) {
  return await sql.rows(
    occurrenceRow,
    `SELECT id, key, message, violating_key, pointer, path, stable_path, found, recommended, details, fix FROM occurrences
      WHERE organization_id = edict_organization() AND violation_id = $1 ORDER BY position`,
    [violationId],
  );
}

const eventRow = z.object({
  id: z.string(),
  at: moment,
  type: z.enum(["opened", "resolved", "reopened", "changed"]),
  resolution: resolutionSchema.nullable(),
  entity_version: z.number().nullable(),
  manager: z.string().nullable(),
  policy_version: z.number().nullable(),
});
export type ViolationEventRow = z.infer<typeof eventRow>;

/** The history of a violation, newest first. */
export async function readEvents(sql: Sql, violationId: string): Promise<ViolationEventRow[]> {
  return await sql.rows(
    eventRow,
    `SELECT ve.id, ve.at, ve.type, ve.resolution, ve.entity_version, ve.manager, pv.version AS policy_version FROM violation_events ve
       LEFT JOIN policy_versions pv ON pv.organization_id = ve.organization_id AND pv.id = ve.policy_version_id
      WHERE ve.organization_id = edict_organization() AND ve.violation_id = $1 ORDER BY ve.at DESC, ve.id DESC`,
    [violationId],
  );
}

/** The same policy broken by other entities. */
export async function readElsewhere(
  sql: Sql,
  policyId: string,
  violationId: string,
): Promise<{ violations: number; namespaces: number }> {
  const rows = await sql.rows(
    z.object({ violations: count, namespaces: count }),
    `SELECT count(*) AS violations, count(DISTINCT (cluster_id, namespace)) AS namespaces FROM violations
      WHERE organization_id = edict_organization() AND policy_id = $1 AND state = 'open' AND id <> $2`,
    [policyId, violationId],
  );
  return rows[0] ?? { violations: 0, namespaces: 0 };
}
