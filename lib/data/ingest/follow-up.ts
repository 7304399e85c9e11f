import { z } from "zod";
import type { Sql } from "../sql";

const idRow = z.object({ id: z.string() });

/** Entities whose controller owner appeared, went or was relabelled: owner de-duplication may judge them differently now. */
export async function ownedEntityIds(
  sql: Sql,
  clusterId: string,
  ownerUids: readonly string[],
): Promise<string[]> {
  if (ownerUids.length === 0) return [];
  const rows = await sql.rows(
    idRow,
    "SELECT id FROM entities WHERE cluster_id = $1 AND owner_uid = ANY($2::text[]) AND deleted_at IS NULL",
    [clusterId, ownerUids],
  );
  return rows.map((row) => row.id);
}

/** Enabled policies whose template reads any of these kinds (`group/kind`) from the inventory. */
export async function inventoryReaders(sql: Sql, kindKeys: readonly string[]): Promise<string[]> {
  if (kindKeys.length === 0) return [];
  const rows = await sql.rows(
    idRow,
    `SELECT DISTINCT p.id FROM policies p
       JOIN policy_versions pv ON pv.organization_id = p.organization_id AND pv.id = p.current_version_id
       JOIN template_versions tv ON tv.organization_id = pv.template_organization_id AND tv.id = pv.template_version_id
       CROSS JOIN LATERAL jsonb_array_elements(tv.inventory) AS i
       CROSS JOIN LATERAL jsonb_array_elements_text(i -> 'kinds') AS k
      WHERE p.organization_id = edict_organization() AND p.enabled AND (i ->> 'group') || '/' || k = ANY($1::text[])`,
    [kindKeys],
  );
  return rows.map((row) => row.id);
}
