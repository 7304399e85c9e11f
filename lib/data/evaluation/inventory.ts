import { z } from "zod";
import { bytes } from "../rows";
import type { Sql } from "../sql";

/** A kind in one cluster. */
export interface ClusterKind {
  clusterId: string;
  group: string;
  kind: string;
}

const stampRow = z.object({ place: z.number(), stamp: z.string() });

/**
 * A text for each of these kinds that differs whenever its state or anything of it in its cluster has changed. Cheap beside
 * reading them.
 */
export async function stampKinds(sql: Sql, kinds: readonly ClusterKind[]): Promise<string[]> {
  if (kinds.length === 0) return [];
  const rows = await sql.rows(
    stampRow,
    `SELECT k.place::int AS place, concat_ws(' ', s.state, e.entities, e.versions, e.newest) AS stamp
       FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS k (c, g, n, place)
       LEFT JOIN kind_syncs s ON s.organization_id = edict_organization() AND s.cluster_id = k.c AND s.api_group = k.g AND s.kind = k.n
       CROSS JOIN LATERAL (SELECT count(*) AS entities, coalesce(sum(x.version_number), 0) AS versions, max(x.last_changed_at) AS newest
         FROM entities x WHERE x.organization_id = edict_organization() AND x.cluster_id = k.c AND x.api_group = k.g AND x.kind = k.n
           AND x.deleted_at IS NULL) e
      ORDER BY k.place`,
    [kinds.map((kind) => kind.clusterId), kinds.map((kind) => kind.group), kinds.map((kind) => kind.kind)],
  );
  return rows.map((row) => row.stamp);
}

const memberRow = z.object({
  api_group: z.string(),
  version: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  hash: bytes,
});
export type InventoryMember = z.infer<typeof memberRow>;

/** Everything of some kinds in one cluster, in the order in which the inventory names it, without its content. */
export async function listInventory(
  sql: Sql,
  clusterId: string,
  kinds: readonly { group: string; kind: string }[],
): Promise<InventoryMember[]> {
  return await sql.rows(
    memberRow,
    `SELECT e.api_group, e.version, e.kind, e.namespace, e.name, e.content_hash AS hash
       FROM unnest($2::text[], $3::text[]) AS k (g, n)
       JOIN entities e ON e.organization_id = edict_organization() AND e.cluster_id = $1 AND e.api_group = k.g AND e.kind = k.n AND e.deleted_at IS NULL
      ORDER BY e.api_group, e.kind, e.namespace, e.name`,
    [clusterId, kinds.map((kind) => kind.group), kinds.map((kind) => kind.kind)],
  );
}

const contentRow = z.object({ hash: bytes, body: z.string() });

/** Canonical JSON by hash (hex); a hash that nothing has is left out. */
export async function loadContents(sql: Sql, hashes: readonly string[]): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await sql.rows(
    contentRow,
    `SELECT c.hash, c.body FROM unnest($1::text[]) AS t (hash)
       JOIN contents c ON c.organization_id = edict_organization() AND c.hash = decode(t.hash, 'hex')`,
    [hashes],
  );
  return new Map(rows.map(({ hash, body }) => [hash, body]));
}
