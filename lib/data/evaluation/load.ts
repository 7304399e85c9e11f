import { z } from "zod";
import { severitySchema, labelsSchema } from "@/lib/contracts/api/common";
import { policyTargetsSchema } from "@/lib/contracts/api/policies";
import { kindsIn } from "@/lib/domain/kinds";
import { pauseOfCurrentVersion } from "../policies/pauses";
import { bytes, count, jsonObject } from "../rows";
import type { Sql } from "../sql";

const kindsSchema = z.array(z.object({ group: z.string(), kinds: z.array(z.string()) }));

const policyRow = z
  .object({
    id: z.string(),
    name: z.string(),
    version_id: z.string(),
    severity: severitySchema,
    parameters: jsonObject,
    targets: policyTargetsSchema,
    unit_digest: z.string(),
    template_kinds: kindsSchema,
    inventory: kindsSchema,
    paused_by: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    versionId: row.version_id,
    severity: row.severity,
    parameters: row.parameters,
    targets: row.targets,
    unitDigest: row.unit_digest,
    templateKinds: row.template_kinds,
    inventoryKinds: kindsIn(row.inventory),
    /** Message of the strike that paused this version; null where it is not paused. */
    pausedBy: row.paused_by,
  }));

/** An enabled policy with everything evaluation needs to know of it. */
export type PolicyInForce = z.infer<typeof policyRow>;

/** All enabled policies of the organization, in their current versions. */
export async function loadPoliciesInForce(sql: Sql): Promise<PolicyInForce[]> {
  return await sql.rows(
    policyRow,
    `SELECT p.id, p.name, pv.id AS version_id, pv.severity, pv.parameters, pv.targets, tv.unit_digest,
            tv.targets AS template_kinds, tv.inventory, x.message AS paused_by
       FROM policies p
       JOIN policy_versions pv ON pv.organization_id = p.organization_id AND pv.id = p.current_version_id
       JOIN template_versions tv ON tv.organization_id = pv.template_organization_id AND tv.id = pv.template_version_id
       LEFT JOIN policy_pauses x ON ${pauseOfCurrentVersion}
      WHERE p.organization_id = edict_organization() AND p.enabled ORDER BY p.id`,
  );
}

const entityRow = z.object({
  id: z.string(),
  cluster_id: z.string(),
  uid: z.string(),
  api_group: z.string(),
  version: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  owner_uid: z.string().nullable(),
  hash: bytes,
  body: z.string(),
});

const ownerRow = z.object({
  cluster_id: z.string(),
  uid: z.string(),
  api_group: z.string(),
  kind: z.string(),
  labels: z.record(z.string(), z.string()),
});

/** A live entity with its content, ready to be judged. */
export interface EntityToJudge {
  id: string;
  clusterId: string;
  uid: string;
  group: string;
  version: string;
  kind: string;
  namespace: string | null;
  name: string;
  labels: Record<string, string>;
  /** The controller owner, if it is itself a live entity of the cluster. */
  owner: { group: string; kind: string; labels: Record<string, string> } | null;
  hash: string;
  body: string;
}

const selectEntities = `SELECT e.id, e.cluster_id, e.uid, e.api_group, e.version, e.kind, e.namespace, e.name, e.labels, e.owner_uid,
    e.content_hash AS hash, c.body
  FROM entities e
  JOIN contents c ON c.organization_id = e.organization_id AND c.hash = e.content_hash
 WHERE e.organization_id = edict_organization() AND e.deleted_at IS NULL`;

/**
 * Owners are looked up after their entities: joined to them, a planner that knows nothing of a table which has just been
 * filled reads all of it for each.
 */
async function withOwners(sql: Sql, rows: readonly z.infer<typeof entityRow>[]): Promise<EntityToJudge[]> {
  const uids = new Set(rows.flatMap(({ owner_uid }) => owner_uid ?? []));
  const found =
    uids.size === 0
      ? []
      : await sql.rows(
          ownerRow,
          `SELECT cluster_id, uid, api_group, kind, labels FROM entities
            WHERE organization_id = edict_organization() AND cluster_id = ANY($1::uuid[]) AND uid = ANY($2::text[]) AND deleted_at IS NULL`,
          [[...new Set(rows.map((row) => row.cluster_id))], [...uids]],
        );
  const owners = new Map(
    found.map(({ cluster_id, uid, api_group, kind, labels }) => [
      `${cluster_id} ${uid}`,
      { group: api_group, kind, labels },
    ]),
  );
  return rows.map(({ cluster_id: clusterId, api_group: group, owner_uid, ...row }) => ({
    ...row,
    clusterId,
    group,
    owner: owners.get(`${clusterId} ${owner_uid ?? ""}`) ?? null,
  }));
}

export async function loadEntitiesById(sql: Sql, entityIds: readonly string[]): Promise<EntityToJudge[]> {
  return await withOwners(
    sql,
    await sql.rows(entityRow, `${selectEntities} AND e.id = ANY($1::uuid[])`, [entityIds]),
  );
}

/**
 * A page of the live entities of some kinds, ordered by id.
 *
 * @param kinds `*` as group or kind matches any.
 * @param afterId exclusive; pass the last id of the page before.
 * @param knownTo a policy whose earlier verdicts and errors count too, whatever kinds they are of.
 */
export async function loadEntitiesByKind(
  sql: Sql,
  kinds: readonly { group: string; kind: string }[],
  clusterIds: readonly string[] | null,
  afterId: string | null,
  limit: number,
  knownTo: string | null = null,
): Promise<EntityToJudge[]> {
  const rows = await sql.rows(
    entityRow,
    `${selectEntities}
      AND (EXISTS (SELECT 1 FROM unnest($1::text[], $2::text[]) AS k (g, n) WHERE (k.g = '*' OR k.g = e.api_group) AND (k.n = '*' OR k.n = e.kind))
        OR e.judged @> ARRAY[$6::uuid]
        OR EXISTS (SELECT 1 FROM evaluation_errors x WHERE x.organization_id = e.organization_id AND x.policy_id = $6::uuid AND x.entity_id = e.id))
      AND ($3::uuid[] IS NULL OR e.cluster_id = ANY($3::uuid[])) AND ($4::uuid IS NULL OR e.id > $4::uuid)
      ORDER BY e.id LIMIT $5`,
    [kinds.map((kind) => kind.group), kinds.map((kind) => kind.kind), clusterIds, afterId, limit, knownTo],
  );
  return await withOwners(sql, rows);
}

const clusterRow = z.object({ id: z.string(), name: z.string(), labels: labelsSchema });
export type ClusterForTargets = z.infer<typeof clusterRow>;

export async function loadClusters(sql: Sql): Promise<ClusterForTargets[]> {
  return await sql.rows(
    clusterRow,
    "SELECT id, name, labels FROM clusters WHERE organization_id = edict_organization()",
  );
}

const kindStateRow = z.object({
  cluster_id: z.string(),
  api_group: z.string(),
  kind: z.string(),
  state: z.string(),
  message: z.string().nullable(),
});
export type KindState = z.infer<typeof kindStateRow>;

/** State of reading each kind in each cluster; a kind without a row was never seen there. */
export async function loadKindStates(sql: Sql): Promise<KindState[]> {
  return await sql.rows(
    kindStateRow,
    "SELECT cluster_id, api_group, kind, state, message FROM kind_syncs WHERE organization_id = edict_organization()",
  );
}

/** How many live entities of some kinds there are; `*` as group or kind matches any. */
export async function countEntitiesOfKinds(
  sql: Sql,
  kinds: readonly { group: string; kind: string }[],
): Promise<number> {
  const rows = await sql.rows(
    z.object({ total: count }),
    `SELECT count(*) AS total FROM entities e WHERE e.organization_id = edict_organization() AND e.deleted_at IS NULL
       AND EXISTS (SELECT 1 FROM unnest($1::text[], $2::text[]) AS k (g, n) WHERE (k.g = '*' OR k.g = e.api_group) AND (k.n = '*' OR k.n = e.kind))`,
    [kinds.map((kind) => kind.group), kinds.map((kind) => kind.kind)],
  );
  return rows[0]?.total ?? 0;
}
