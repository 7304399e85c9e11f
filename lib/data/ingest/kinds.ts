import { z } from "zod";
import type { KindFrame, WireResource } from "@/lib/contracts/wire/protocol";
import type { Sql } from "../sql";

/** After a hello: kinds the agent named are pending until listed; kinds it no longer names stay as they were last known. */
export async function announceKinds(
  sql: Sql,
  organizationId: string,
  clusterId: string,
  resources: readonly WireResource[],
): Promise<void> {
  const unique = [
    ...new Map(resources.map((resource) => [`${resource.group}/${resource.kind}`, resource])).values(),
  ];
  await sql.run(
    `INSERT INTO kind_syncs AS k (organization_id, cluster_id, api_group, kind, version, resource, namespaced, state)
     SELECT $1::uuid, $2::uuid, api_group, kind, version, resource, namespaced, 'pending'
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[]) AS t (api_group, kind, version, resource, namespaced)
     ON CONFLICT (organization_id, cluster_id, api_group, kind) DO UPDATE SET
       version = excluded.version, resource = excluded.resource, namespaced = excluded.namespaced,
       -- What was complete in the last epoch stays readable while it is compared again.
       state = CASE WHEN k.state = 'complete' THEN 'complete' ELSE 'pending' END`,
    [
      organizationId,
      clusterId,
      unique.map((resource) => resource.group),
      unique.map((resource) => resource.kind),
      unique.map((resource) => resource.version),
      unique.map((resource) => resource.resource),
      unique.map((resource) => resource.namespaced),
    ],
  );
}

/** Records how reading a kind goes. `gone`: the kind itself left the API (its CRD was removed), so its row goes too. */
export async function recordKind(
  sql: Sql,
  organizationId: string,
  clusterId: string,
  frame: KindFrame,
): Promise<void> {
  const { group, kind, version, resource, namespaced } = frame.resource;
  if (frame.state === "gone") {
    await sql.run(
      "DELETE FROM kind_syncs WHERE cluster_id = $1 AND api_group = $2 AND kind = $3 AND organization_id = edict_organization()",
      [clusterId, group, kind],
    );
    return;
  }
  await sql.run(
    `INSERT INTO kind_syncs AS k (organization_id, cluster_id, api_group, kind, version, resource, namespaced, state, message, total)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (organization_id, cluster_id, api_group, kind) DO UPDATE SET
       state = CASE WHEN excluded.state = 'listing' AND k.state = 'complete' THEN 'complete' ELSE excluded.state END,
       message = excluded.message, total = coalesce(excluded.total, k.total)`,
    [
      organizationId,
      clusterId,
      group,
      kind,
      version,
      resource,
      namespaced,
      frame.state,
      frame.message?.replaceAll("\0", "") ?? null,
      frame.total ?? null,
    ],
  );
}

/** A kind was listed to its end: it is complete. */
export async function recordListed(
  sql: Sql,
  organizationId: string,
  clusterId: string,
  listed: { resource: WireResource; uids: readonly string[]; redactedFields: number },
  now: Date,
): Promise<void> {
  const { group, kind, version, resource, namespaced } = listed.resource;
  await sql.run(
    `INSERT INTO kind_syncs (organization_id, cluster_id, api_group, kind, version, resource, namespaced, state, total, redacted_fields, last_full_list_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'complete', $8, $9, $10)
     ON CONFLICT (organization_id, cluster_id, api_group, kind) DO UPDATE SET
       state = 'complete', message = NULL, total = excluded.total, redacted_fields = excluded.redacted_fields, last_full_list_at = excluded.last_full_list_at`,
    [
      organizationId,
      clusterId,
      group,
      kind,
      version,
      resource,
      namespaced,
      listed.uids.length,
      listed.redactedFields,
      now,
    ],
  );
}

const digestRow = z.object({ api_group: z.string(), kind: z.string(), uid: z.string(), hash: z.string() });

/** uid → hash (hex) of each live entity, by `group/kind`; all kinds or one. */
export async function knownHashes(
  sql: Sql,
  clusterId: string,
  only?: { group: string; kind: string },
): Promise<Map<string, Map<string, string>>> {
  const rows = await sql.rows(
    digestRow,
    `SELECT api_group, kind, uid, encode(content_hash, 'hex') AS hash FROM entities
      WHERE cluster_id = $1 AND deleted_at IS NULL AND ($2::text IS NULL OR (api_group = $2 AND kind = $3))`,
    [clusterId, only?.group ?? null, only?.kind ?? null],
  );
  const kinds = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const key = `${row.api_group}/${row.kind}`;
    const hashes = kinds.get(key) ?? new Map<string, string>();
    hashes.set(row.uid, row.hash);
    kinds.set(key, hashes);
  }
  return kinds;
}
