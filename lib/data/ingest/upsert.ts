import { uuidv7 } from "../ids";
import { z } from "zod";
import { bytes } from "../rows";
import { jsonParam, type Sql } from "../sql";

/** An object as an agent sent it, checked and taken apart. `hash` is the SHA-256 (hex) of `body`. */
export interface IncomingEntity {
  uid: string;
  group: string;
  version: string;
  kind: string;
  namespace: string | null;
  name: string;
  labels: Record<string, string>;
  owner: { uid: string; kind: string; name: string } | null;
  hash: string;
  body: string;
  manager: string | null;
}

export interface UpsertResult {
  /** Ids of entities that are new, changed or came back. */
  changedIds: string[];
  /** uids among them that are new, came back, or have another kind or other labels: what they own must be judged anew. */
  changedOwners: string[];
  unchanged: number;
}

const existingRow = z.object({
  id: z.string(),
  uid: z.string(),
  api_group: z.string(),
  kind: z.string(),
  labels: z.record(z.string(), z.string()),
  hash: bytes,
  deleted: z.boolean(),
  version_number: z.number(),
});

/**
 * Stores the objects of one batch: contents by hash, entities, and a version for each change. Idempotent: what the
 * console already holds changes nothing. The caller holds the cluster's row lock, so batches of a cluster never interleave.
 */
export async function upsertEntities(
  sql: Sql,
  organizationId: string,
  clusterId: string,
  incoming: readonly IncomingEntity[],
  now: Date,
): Promise<UpsertResult> {
  const newest = new Map(incoming.map((entity) => [entity.uid, entity]));
  const entities = [...newest.values()];
  if (entities.length === 0) return { changedIds: [], changedOwners: [], unchanged: 0 };
  const existing = await sql.rows(
    existingRow,
    `SELECT id, uid, api_group, kind, labels, content_hash AS hash, deleted_at IS NOT NULL AS deleted, version_number FROM entities
      WHERE cluster_id = $1 AND uid = ANY($2::text[]) ORDER BY id FOR NO KEY UPDATE`,
    [clusterId, entities.map((entity) => entity.uid)],
  );
  const byUid = new Map(existing.map((row) => [row.uid, row]));
  const fresh: WrittenEntity[] = [];
  const changed: WrittenEntity[] = [];
  const changedOwners: string[] = [];
  for (const entity of entities) {
    const row = byUid.get(entity.uid);
    if (row === undefined) fresh.push({ ...entity, id: uuidv7(), number: 1 });
    else if (row.deleted || row.hash !== entity.hash)
      changed.push({ ...entity, id: row.id, number: row.version_number + 1 });
    else continue;
    if (row === undefined || row.deleted || !sameOwner(row, entity)) changedOwners.push(entity.uid);
  }
  const written = [...fresh, ...changed];
  if (written.length > 0) {
    await insertContents(sql, organizationId, written);
    await insertEntities(sql, organizationId, clusterId, fresh, now);
    await updateEntities(sql, changed, now);
    await writeVersions(sql, organizationId, written, now);
  }
  return {
    changedIds: written.map((entity) => entity.id),
    changedOwners,
    unchanged: entities.length - written.length,
  };
}

/** Whether policies that look at an object's controller owner see the same as before. */
function sameOwner(row: z.infer<typeof existingRow>, entity: IncomingEntity): boolean {
  const keys = Object.keys(entity.labels);
  return (
    row.api_group === entity.group &&
    row.kind === entity.kind &&
    keys.length === Object.keys(row.labels).length &&
    keys.every((key) => Object.hasOwn(row.labels, key) && row.labels[key] === entity.labels[key])
  );
}

interface WrittenEntity extends IncomingEntity {
  id: string;
  number: number;
}

async function insertContents(
  sql: Sql,
  organizationId: string,
  entities: readonly WrittenEntity[],
): Promise<void> {
  // Sorted, so that two clusters storing the same objects at once take their locks in one order.
  const byHash = [...new Map(entities.map((entity) => [entity.hash, entity.body]))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  await sql.run(
    `INSERT INTO contents (organization_id, hash, body)
     SELECT $1::uuid, decode(hash, 'hex'), body FROM unnest($2::text[], $3::text[]) AS t (hash, body) ON CONFLICT DO NOTHING`,
    [organizationId, byHash.map(([hash]) => hash), byHash.map(([, body]) => body)],
  );
}

function columns(entities: readonly WrittenEntity[]) {
  return [
    entities.map((entity) => entity.id),
    entities.map((entity) => entity.version),
    entities.map((entity) => entity.namespace),
    entities.map((entity) => entity.name),
    entities.map((entity) => jsonParam(entity.labels)),
    entities.map((entity) => entity.owner?.uid ?? null),
    entities.map((entity) => entity.owner?.kind ?? null),
    entities.map((entity) => entity.owner?.name ?? null),
    entities.map((entity) => entity.hash),
    entities.map((entity) => entity.number),
    entities.map((entity) => entity.group),
    entities.map((entity) => entity.kind),
  ];
}

async function insertEntities(
  sql: Sql,
  organizationId: string,
  clusterId: string,
  entities: readonly WrittenEntity[],
  now: Date,
): Promise<void> {
  if (entities.length === 0) return;
  await sql.run(
    `INSERT INTO entities (organization_id, cluster_id, first_seen_at, last_changed_at, id, version, namespace, name, labels,
       owner_uid, owner_kind, owner_name, content_hash, version_number, api_group, kind, uid)
     SELECT $1::uuid, $2::uuid, $3::timestamptz, $3::timestamptz, id, version, namespace, name, labels::jsonb,
       owner_uid, owner_kind, owner_name, decode(hash, 'hex'), number, api_group, kind, uid
     FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
       $13::int[], $14::text[], $15::text[], $16::text[])
       AS t (id, version, namespace, name, labels, owner_uid, owner_kind, owner_name, hash, number, api_group, kind, uid)`,
    [organizationId, clusterId, now, ...columns(entities), entities.map((entity) => entity.uid)],
  );
}

async function updateEntities(sql: Sql, entities: readonly WrittenEntity[], now: Date): Promise<void> {
  if (entities.length === 0) return;
  await sql.run(
    `UPDATE entities e SET version = t.version, namespace = t.namespace, name = t.name, labels = t.labels::jsonb,
       owner_uid = t.owner_uid, owner_kind = t.owner_kind, owner_name = t.owner_name, content_hash = decode(t.hash, 'hex'),
       version_number = t.number, api_group = t.api_group, kind = t.kind, last_changed_at = $1::timestamptz, deleted_at = NULL,
       -- What came back was judged in its earlier life only.
       evaluated_hash = CASE WHEN e.deleted_at IS NULL THEN e.evaluated_hash END
     FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::int[],
       $12::text[], $13::text[])
       AS t (id, version, namespace, name, labels, owner_uid, owner_kind, owner_name, hash, number, api_group, kind)
     WHERE e.id = t.id AND e.organization_id = edict_organization()`,
    [now, ...columns(entities)],
  );
}

async function writeVersions(
  sql: Sql,
  organizationId: string,
  entities: readonly WrittenEntity[],
  now: Date,
): Promise<void> {
  const ids = entities.map((entity) => entity.id);
  await sql.run(
    "UPDATE entity_versions SET valid_to = $1 WHERE entity_id = ANY($2::uuid[]) AND valid_to IS NULL AND organization_id = edict_organization()",
    [now, ids],
  );
  await sql.run(
    `INSERT INTO entity_versions (organization_id, id, entity_id, number, content_hash, manager, valid_from)
     SELECT $1::uuid, id, entity_id, number, decode(hash, 'hex'), manager, $2::timestamptz
     FROM unnest($3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::text[]) AS t (id, entity_id, number, hash, manager)`,
    [
      organizationId,
      now,
      ids.map(() => uuidv7()),
      ids,
      entities.map((entity) => entity.number),
      entities.map((entity) => entity.hash),
      entities.map((entity) => entity.manager),
    ],
  );
}
