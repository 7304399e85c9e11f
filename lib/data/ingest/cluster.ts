import { z } from "zod";
import type { Sql } from "../sql";

const lockedRow = z.object({ id: z.string(), epoch: z.number(), sequence: z.number() });

/** Locks a cluster until commit: its batches are applied one after the other. Null where it does not exist (any more). */
export async function lockCluster(sql: Sql, clusterId: string): Promise<z.infer<typeof lockedRow> | null> {
  const rows = await sql.rows(
    lockedRow,
    "SELECT id, epoch, sequence FROM clusters WHERE id = $1 AND organization_id = edict_organization() FOR NO KEY UPDATE",
    [clusterId],
  );
  return rows[0] ?? null;
}

export async function advanceCluster(
  sql: Sql,
  clusterId: string,
  sequence: number,
  changed: boolean,
  now: Date,
): Promise<void> {
  await sql.run(
    `UPDATE clusters SET sequence = $2, last_heard_at = $3, last_change_at = CASE WHEN $4 THEN $3 ELSE last_change_at END
      WHERE id = $1 AND organization_id = edict_organization()`,
    [clusterId, sequence, now, changed],
  );
}

const helloRow = z.object({ epoch: z.number() });

/** Opens the next epoch of a cluster and records who speaks. */
export async function openEpoch(
  sql: Sql,
  clusterId: string,
  agent: { agentVersion: string; clusterVersion: string; source: string },
  now: Date,
): Promise<number | null> {
  const rows = await sql.rows(
    helloRow,
    `UPDATE clusters SET epoch = epoch + 1, sequence = 0, agent_version = $2, kubernetes_version = $3, source = $4,
       connected_at = coalesce(connected_at, $5), last_heard_at = $5
      WHERE id = $1 AND organization_id = edict_organization() RETURNING epoch`,
    [clusterId, agent.agentVersion, agent.clusterVersion, agent.source, now],
  );
  return rows[0]?.epoch ?? null;
}

/** Returns the epoch the console is in, or null where the cluster was removed. */
export async function recordHeartbeat(
  sql: Sql,
  clusterId: string,
  beat: { rssBytes: number; outboxCount: number },
  now: Date,
): Promise<number | null> {
  const rows = await sql.rows(
    helloRow,
    `UPDATE clusters SET last_heard_at = $2, agent_rss_bytes = $3, agent_outbox_count = $4
      WHERE id = $1 AND organization_id = edict_organization() RETURNING epoch`,
    [clusterId, now, beat.rssBytes, beat.outboxCount],
  );
  return rows[0]?.epoch ?? null;
}

/** Ids of live entities of a cluster, in no order; unknown uids are left out. */
export async function entityIdsByUid(
  sql: Sql,
  clusterId: string,
  uids: readonly string[],
): Promise<string[]> {
  const rows = await sql.rows(
    z.object({ id: z.string() }),
    "SELECT id FROM entities WHERE cluster_id = $1 AND uid = ANY($2::text[]) AND deleted_at IS NULL",
    [clusterId, uids],
  );
  return rows.map((row) => row.id);
}

/** Ids of the live entities of one kind whose uids are not among `exceptUids`. */
export async function entityIdsOfKind(
  sql: Sql,
  clusterId: string,
  { group, kind }: { group: string; kind: string },
  exceptUids: readonly string[],
): Promise<string[]> {
  const rows = await sql.rows(
    z.object({ id: z.string() }),
    `SELECT e.id FROM entities e
      WHERE e.cluster_id = $1 AND e.api_group = $2 AND e.kind = $3 AND e.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM unnest($4::text[]) AS t (uid) WHERE t.uid = e.uid)`,
    [clusterId, group, kind, exceptUids],
  );
  return rows.map((row) => row.id);
}
