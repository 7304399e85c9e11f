import { z } from "zod";
import type { Sql } from "../sql";

/** entity id → violation id of what a policy finds open today. */
export async function openViolatorsOf(sql: Sql, policyId: string): Promise<Map<string, string>> {
  const rows = await sql.rows(
    z.object({ id: z.string(), entity_id: z.string() }),
    "SELECT id, entity_id FROM violations WHERE organization_id = edict_organization() AND policy_id = $1 AND state = 'open'",
    [policyId],
  );
  return new Map(rows.map((row) => [row.entity_id, row.id]));
}
