import { z } from "zod";
import { severitySchema } from "@/lib/contracts/api/common";
import { regoVersionSchema } from "@/lib/contracts/api/templates";
import { standardRefSchema } from "@/lib/contracts/api/violations";
import { LIBRARY_ORGANIZATION_ID } from "../ids";
import { count, jsonObject, moment } from "../rows";
import type { Sql } from "../sql";

const kinds = z.array(z.object({ group: z.string(), kinds: z.array(z.string()) }));

const versionRow = z.object({
  organization_id: z.string(),
  id: z.string(),
  template_id: z.string(),
  key: z.string(),
  version: z.number(),
  latest_version: z.number(),
  title: z.string(),
  summary: z.string(),
  why: z.string(),
  how: z.string(),
  severity: severitySchema,
  category: z.string(),
  standards: z.array(standardRefSchema),
  modules: z.record(z.string(), z.string()),
  rego_version: regoVersionSchema,
  parameters: jsonObject,
  targets: kinds,
  inventory: kinds,
  unit_digest: z.string(),
  content_digest: z.string(),
  published_at: moment,
  published_by: z.string(),
});
export type TemplateVersionRow = z.infer<typeof versionRow>;

const columns = `tv.organization_id, tv.id, tv.template_id, t.key, tv.version, t.latest_version, tv.title, tv.summary, tv.why, tv.how, tv.severity,
  tv.category, tv.standards, tv.modules, tv.rego_version, tv.parameters, tv.targets, tv.inventory, tv.unit_digest, tv.content_digest,
  tv.published_at, tv.published_by`;

/** One version of a template, own or built-in; the newest when `version` is null. */
export async function readTemplateVersion(
  sql: Sql,
  templateId: string,
  version: number | null,
): Promise<TemplateVersionRow | null> {
  const rows = await sql.rows(
    versionRow,
    `SELECT ${columns} FROM templates t JOIN template_versions tv ON tv.organization_id = t.organization_id AND tv.template_id = t.id
      WHERE t.id = $1 AND tv.version = coalesce($2::bigint, t.latest_version)`,
    [templateId, version],
  );
  return rows[0] ?? null;
}

export interface TemplateFilter {
  q: string | null;
  categories: readonly string[];
  severities: readonly string[];
  /** `built-in`, `own`; empty = both. */
  origins: readonly string[];
  after: { title: string; id: string } | null;
  limit: number;
}

const summaryRow = versionRow
  .omit({ modules: true, why: true, how: true, parameters: true, inventory: true })
  .extend({ used_by: count, total: count });
export type TemplateSummaryRow = z.infer<typeof summaryRow>;

const matching = `FROM templates t
  JOIN template_versions tv ON tv.organization_id = t.organization_id AND tv.template_id = t.id AND tv.version = t.latest_version
 WHERE ($1::text IS NULL OR tv.title ILIKE '%' || $1 || '%' OR tv.summary ILIKE '%' || $1 || '%' OR t.key ILIKE '%' || $1 || '%')
   AND (cardinality($2::text[]) = 0 OR tv.severity = ANY($2))
   AND (cardinality($3::text[]) = 0 OR CASE WHEN t.organization_id = '${LIBRARY_ORGANIZATION_ID}' THEN 'built-in' ELSE 'own' END = ANY($3))`;

/** A page of templates by title, each in its newest version. */
export async function listTemplates(sql: Sql, filter: TemplateFilter): Promise<TemplateSummaryRow[]> {
  return await sql.rows(
    summaryRow,
    `WITH found AS (SELECT t.organization_id, tv.id, tv.template_id, t.key, tv.version, t.latest_version, tv.title, tv.summary, tv.severity, tv.category,
         tv.standards, tv.rego_version, tv.targets, tv.unit_digest, tv.content_digest, tv.published_at, tv.published_by,
         (SELECT count(*) FROM policies p WHERE p.organization_id = edict_organization() AND p.template_id = t.id) AS used_by
       ${matching} AND (cardinality($4::text[]) = 0 OR tv.category = ANY($4)))
     SELECT found.*, (SELECT count(*) FROM found) AS total FROM found
      WHERE $5::text IS NULL OR (lower(title), template_id) > (lower($5), $6::uuid) ORDER BY lower(title), template_id LIMIT $7`,
    [
      escapeLike(filter.q),
      filter.severities,
      filter.origins,
      filter.categories,
      filter.after?.title ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  );
}

const facets = {
  category: "tv.category",
  severity: "tv.severity",
  origin: `CASE WHEN t.organization_id = '${LIBRARY_ORGANIZATION_ID}' THEN 'built-in' ELSE 'own' END`,
} as const;

/** Values of one facet with counts, under all filters but the facet's own. */
export async function countTemplates(sql: Sql, filter: TemplateFilter, facet: keyof typeof facets) {
  const only = { ...filter, [facetFilters[facet]]: [] };
  return await sql.rows(
    z.object({ value: z.string(), count }),
    `SELECT ${facets[facet]} AS value, count(*) AS count ${matching} AND (cardinality($4::text[]) = 0 OR tv.category = ANY($4)) GROUP BY 1 ORDER BY 1`,
    [escapeLike(only.q), only.severities, only.origins, only.categories],
  );
}

const facetFilters = { category: "categories", severity: "severities", origin: "origins" } as const;

/** `%` and `_` of a search are letters, not wildcards. */
export function escapeLike(text: string | null): string | null {
  return text === null || text === "" ? null : text.replaceAll(/[\\%_]/g, (match) => `\\${match}`);
}
