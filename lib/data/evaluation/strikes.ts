import { z } from "zod";
import { uuidv7 } from "../ids";
import { pauseOfCurrentVersion } from "../policies/pauses";
import { moment } from "../rows";
import type { Sql } from "../sql";

/**
 * Lets one transaction at a time count the strikes of a policy: who waits sees what the one before wrote. Taken after the
 * counters, by policy id, so it comes last in the order of locks. (The policy's own row is shared by all who record.)
 */
export async function lockStrikes(sql: Sql, policyId: string): Promise<void> {
  await sql.rows(
    z.unknown(),
    "SELECT pg_advisory_xact_lock(hashtextextended('strikes ' || $1, 0))::text AS locked",
    [policyId],
  );
}

const strikeRow = z
  .object({ id: z.string(), entity_id: z.string(), at: moment })
  .transform((row) => ({ id: row.id, entityId: row.entity_id, atMs: row.at.getTime() }));

/** The strikes of one version of a policy. */
export async function readStrikes(sql: Sql, policyId: string, versionId: string) {
  return await sql.rows(
    strikeRow,
    `SELECT id, entity_id, at FROM policy_strikes
      WHERE organization_id = edict_organization() AND policy_id = $1 AND policy_version_id = $2`,
    [policyId, versionId],
  );
}

export interface StrikeWrite {
  readonly entityId: string;
  readonly atMs: number;
  readonly code: string;
  readonly message: string;
}

/** Adds strikes of a version; all others of the policy that are not to be kept go. */
export async function writeStrikes(
  sql: Sql,
  organizationId: string,
  { policyId, versionId }: { policyId: string; versionId: string },
  keptIds: readonly string[],
  added: readonly StrikeWrite[],
): Promise<void> {
  await sql.run(
    "DELETE FROM policy_strikes WHERE organization_id = edict_organization() AND policy_id = $1 AND NOT id = ANY($2::uuid[])",
    [policyId, keptIds],
  );
  if (added.length === 0) return;
  await sql.run(
    `INSERT INTO policy_strikes (organization_id, id, policy_id, policy_version_id, entity_id, at, code, message)
     SELECT $1::uuid, t.id, $2::uuid, $3::uuid, t.entity_id, t.at, t.code, t.message
       FROM unnest($4::uuid[], $5::uuid[], $6::timestamptz[], $7::text[], $8::text[]) AS t (id, entity_id, at, code, message)`,
    [
      organizationId,
      policyId,
      versionId,
      added.map(() => uuidv7()),
      added.map((strike) => strike.entityId),
      added.map((strike) => new Date(strike.atMs)),
      added.map((strike) => strike.code),
      added.map((strike) => strike.message),
    ],
  );
}

/** Of these policies, the ones whose current version is paused. Read after the locks of what the answer decides about. */
export async function pausedAmong(sql: Sql, policyIds: readonly string[]): Promise<Set<string>> {
  const rows = await sql.rows(
    z.object({ policy_id: z.string() }),
    `SELECT x.policy_id FROM policy_pauses x
       JOIN policies p ON ${pauseOfCurrentVersion}
      WHERE x.organization_id = edict_organization() AND x.policy_id = ANY($1::uuid[])`,
    [policyIds],
  );
  return new Set(rows.map((row) => row.policy_id));
}

/** Pauses a version; a pause of an earlier one gives way. */
export async function writePause(
  sql: Sql,
  organizationId: string,
  pause: { policyId: string; versionId: string; since: Date; code: string; message: string },
): Promise<void> {
  await sql.run(
    `INSERT INTO policy_pauses (organization_id, policy_id, policy_version_id, since, code, message)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6)
     ON CONFLICT (organization_id, policy_id) DO UPDATE SET policy_version_id = excluded.policy_version_id,
       since = excluded.since, code = excluded.code, message = excluded.message`,
    [organizationId, pause.policyId, pause.versionId, pause.since, pause.code, pause.message],
  );
}

/** Forgets a policy's strikes and its pause. The caller holds the policy's lock, so nobody records verdicts of it. */
export async function clearStrikes(sql: Sql, policyId: string): Promise<void> {
  for (const table of ["policy_strikes", "policy_pauses"]) {
    await sql.run(
      `DELETE FROM ${table} WHERE organization_id = edict_organization() AND policy_id = $1::uuid`,
      [policyId],
    );
  }
}

/** Entities whose evaluation by a policy was stopped and is due to be tried again, the longest waiting first. */
export async function readDueRetries(
  sql: Sql,
  policyId: string,
  now: Date,
  limit: number,
): Promise<string[]> {
  const rows = await sql.rows(
    z.object({ entity_id: z.string() }),
    `SELECT entity_id FROM evaluation_errors WHERE organization_id = edict_organization() AND policy_id = $1 AND retry_at <= $2
      ORDER BY retry_at, entity_id LIMIT $3`,
    [policyId, now, limit],
  );
  return rows.map((row) => row.entity_id);
}

/** Takes retries off that were done and wrote nothing: the entity or the policy changed, and another job answers for it. */
export async function dropRetries(
  sql: Sql,
  policyId: string,
  entityIds: readonly string[],
  now: Date,
): Promise<void> {
  await sql.run(
    `WITH locked AS (SELECT id FROM entities WHERE organization_id = edict_organization() AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE)
     UPDATE evaluation_errors x SET retry_at = NULL FROM locked
      WHERE x.organization_id = edict_organization() AND x.policy_id = $1 AND x.entity_id = locked.id AND x.retry_at <= $3`,
    [policyId, entityIds, now],
  );
}

/** When the next entity of a policy is to be tried again. Read under `lockStrikes`. */
export async function nextRetryAt(sql: Sql, policyId: string): Promise<Date | null> {
  const rows = await sql.rows(
    z.object({ at: moment.nullable() }),
    `SELECT min(retry_at) AS at FROM evaluation_errors
      WHERE organization_id = edict_organization() AND policy_id = $1 AND retry_at IS NOT NULL`,
    [policyId],
  );
  return rows[0]?.at ?? null;
}
