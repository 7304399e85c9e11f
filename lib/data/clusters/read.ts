import { z } from "zod";
import { labelsSchema } from "@/lib/contracts/api/common";
import { kindSyncSchema } from "@/lib/contracts/api/clusters";
import { count, moment } from "../rows";
import type { Sql } from "../sql";

const clusterRow = z.object({
  id: z.string(),
  name: z.string(),
  labels: labelsSchema,
  sample: z.boolean(),
  source: z.enum(["api-server", "folder"]).nullable(),
  kubernetes_version: z.string().nullable(),
  agent_version: z.string().nullable(),
  epoch: z.number(),
  created_at: moment,
  connected_at: moment.nullable(),
  last_heard_at: moment.nullable(),
  last_change_at: moment.nullable(),
  agent_rss_bytes: count.nullable(),
  agent_outbox_count: z.number().nullable(),
  entities: count,
  namespaces: count,
  pending: count,
  critical: count,
  high: count,
  medium: count,
  low: count,
  complete: count,
  listing: count,
  unreadable: count,
});
export type ClusterRow = z.infer<typeof clusterRow>;

/** Clusters with their counts, from the very rows the lists show; all, or one by id. */
export async function readClusters(sql: Sql, clusterId: string | null): Promise<ClusterRow[]> {
  return await sql.rows(
    clusterRow,
    `SELECT c.id, c.name, c.labels, c.sample, c.source, c.kubernetes_version, c.agent_version, c.epoch, c.created_at, c.connected_at,
            c.last_heard_at, c.last_change_at, c.agent_rss_bytes, c.agent_outbox_count,
            coalesce(e.entities, 0) AS entities, coalesce(e.namespaces, 0) AS namespaces, coalesce(e.pending, 0) AS pending,
            coalesce(v.critical, 0) AS critical, coalesce(v.high, 0) AS high, coalesce(v.medium, 0) AS medium, coalesce(v.low, 0) AS low,
            coalesce(k.complete, 0) AS complete, coalesce(k.listing, 0) AS listing, coalesce(k.unreadable, 0) AS unreadable
       FROM clusters c
       LEFT JOIN LATERAL (SELECT count(*) AS entities, count(*) FILTER (WHERE kind = 'Namespace' AND api_group = '') AS namespaces,
              count(*) FILTER (WHERE evaluated_hash IS DISTINCT FROM content_hash) AS pending
           FROM entities WHERE organization_id = c.organization_id AND cluster_id = c.id AND deleted_at IS NULL) e ON true
       LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE severity_rank = 0) AS critical, count(*) FILTER (WHERE severity_rank = 1) AS high,
              count(*) FILTER (WHERE severity_rank = 2) AS medium, count(*) FILTER (WHERE severity_rank = 3) AS low
           FROM violations WHERE organization_id = c.organization_id AND cluster_id = c.id AND state = 'open') v ON true
       LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE state = 'complete') AS complete, count(*) FILTER (WHERE state IN ('pending', 'listing')) AS listing,
              count(*) FILTER (WHERE state IN ('forbidden', 'error')) AS unreadable
           FROM kind_syncs WHERE organization_id = c.organization_id AND cluster_id = c.id) k ON true
      WHERE c.organization_id = edict_organization() AND ($1::uuid IS NULL OR c.id = $1) ORDER BY c.name`,
    [clusterId],
  );
}

const kindRow = z
  .object({
    api_group: z.string(),
    version: z.string(),
    kind: z.string(),
    resource: z.string(),
    namespaced: z.boolean(),
    state: kindSyncSchema.shape.state,
    message: z.string().nullable(),
    total: z.number().nullable(),
    redacted_fields: z.number(),
    last_full_list_at: moment.nullable(),
    entities: count,
  })
  .transform((row) => ({
    group: row.api_group,
    version: row.version,
    kind: row.kind,
    resource: row.resource,
    namespaced: row.namespaced,
    state: row.state,
    message: row.message,
    entities: row.entities,
    total: row.total,
    lastFullListAt: row.last_full_list_at?.toISOString() ?? null,
    redactedFields: row.redacted_fields,
  }));

/** How reading each kind of a cluster goes, what cannot be read first. */
export async function readKindSyncs(sql: Sql, clusterId: string) {
  return await sql.rows(
    kindRow,
    `SELECT k.api_group, k.version, k.kind, k.resource, k.namespaced, k.state, k.message, k.total, k.redacted_fields, k.last_full_list_at,
            (SELECT count(*) FROM entities e WHERE e.organization_id = k.organization_id AND e.cluster_id = k.cluster_id
                AND e.api_group = k.api_group AND e.kind = k.kind AND e.deleted_at IS NULL) AS entities
       FROM kind_syncs k WHERE k.organization_id = edict_organization() AND k.cluster_id = $1
      ORDER BY array_position(ARRAY['forbidden', 'error', 'listing', 'pending', 'complete'], k.state), k.kind, k.api_group`,
    [clusterId],
  );
}

const namespaceRow = z.object({ namespace: z.string(), entities: count, open: count });

export async function readTopNamespaces(sql: Sql, clusterId: string, limit: number) {
  return await sql.rows(
    namespaceRow,
    `SELECT e.namespace, count(*) AS entities, coalesce(max(v.open), 0) AS open
       FROM entities e
       LEFT JOIN (SELECT namespace, count(*) AS open FROM violations
          WHERE organization_id = edict_organization() AND cluster_id = $1 AND state = 'open' AND namespace IS NOT NULL GROUP BY namespace) v
         ON v.namespace = e.namespace
      WHERE e.organization_id = edict_organization() AND e.cluster_id = $1 AND e.deleted_at IS NULL AND e.namespace IS NOT NULL
      GROUP BY e.namespace ORDER BY open DESC, entities DESC LIMIT $2`,
    [clusterId, limit],
  );
}
