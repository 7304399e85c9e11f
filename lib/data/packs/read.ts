import { z } from "zod";
import { severitySchema } from "@/lib/contracts/api/common";
import { LIBRARY_ORGANIZATION_ID } from "../ids";
import { jsonObject } from "../rows";
import type { Sql } from "../sql";

const kinds = z.array(z.object({ group: z.string(), kinds: z.array(z.string()) }));

const libraryTemplateRow = z.object({
  template_id: z.string(),
  key: z.string(),
  title: z.string(),
  summary: z.string(),
  severity: severitySchema,
  category: z.string(),
  parameters: jsonObject,
  targets: kinds,
  inventory: kinds,
  unit_digest: z.string(),
});
export type LibraryTemplateRow = z.infer<typeof libraryTemplateRow>;

/** The newest versions of built-in templates with these keys, by title. */
export async function readLibraryTemplates(sql: Sql, keys: readonly string[]): Promise<LibraryTemplateRow[]> {
  return await sql.rows(
    libraryTemplateRow,
    `SELECT t.id AS template_id, t.key, tv.title, tv.summary, tv.severity, tv.category, tv.parameters, tv.targets, tv.inventory, tv.unit_digest
       FROM templates t
       JOIN template_versions tv ON tv.organization_id = t.organization_id AND tv.template_id = t.id AND tv.version = t.latest_version
      WHERE t.organization_id = $1::uuid AND t.key = ANY($2) ORDER BY lower(tv.title), t.key`,
    [LIBRARY_ORGANIZATION_ID, keys],
  );
}

const policyRow = z.object({ id: z.string(), name: z.string(), enabled: z.boolean(), key: z.string() });
export type LibraryPolicyRow = z.infer<typeof policyRow>;

/** The organization's policies that are made of built-in templates, with the template's key; by name. */
export async function readLibraryPolicies(sql: Sql): Promise<LibraryPolicyRow[]> {
  return await sql.rows(
    policyRow,
    `SELECT p.id, p.name, p.enabled, t.key FROM policies p
       JOIN templates t ON t.organization_id = p.template_organization_id AND t.id = p.template_id
      WHERE p.organization_id = edict_organization() AND p.template_organization_id = $1::uuid ORDER BY lower(p.name), p.id`,
    [LIBRARY_ORGANIZATION_ID],
  );
}
