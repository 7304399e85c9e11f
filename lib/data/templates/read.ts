import { z } from "zod";
import { severitySchema } from "@/lib/contracts/api/common";
import { regoVersionSchema } from "@/lib/contracts/api/templates";
import { templateTestsSchema, type TemplateTest } from "@/lib/contracts/api/template-tests";
import { standardRefSchema } from "@/lib/contracts/api/violations";
import { escapeLike } from "../conditions";
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

/**
 * The tests that a version of a template has passed, own or built-in (which keeps none here); null where there is no such
 * version. They may be large, so nothing else reads them.
 */
export async function readVersionTests(
  sql: Sql,
  templateId: string,
  version: number | null,
): Promise<TemplateTest[] | null> {
  const rows = await sql.rows(
    z.object({ tests: templateTestsSchema }),
    `SELECT tv.tests FROM templates t JOIN template_versions tv ON tv.organization_id = t.organization_id AND tv.template_id = t.id
      WHERE t.id = $1 AND tv.version = coalesce($2::bigint, t.latest_version)`,
    [templateId, version],
  );
  return rows[0]?.tests ?? null;
}

export interface TemplateFilter {
  /** Each has to be found; case does not matter. */
  words: readonly string[];
  categories: readonly string[];
  severities: readonly string[];
  /** `built-in`, `own`; empty = both. */
  origins: readonly string[];
  standards: readonly string[];
  /** Without their group. */
  kinds: readonly string[];
  after: { title: string; id: string } | null;
  limit: number;
}

const summaryRow = versionRow
  .omit({ modules: true, why: true, how: true, parameters: true, inventory: true })
  .extend({ used_by: count, total: count });
export type TemplateSummaryRow = z.infer<typeof summaryRow>;

const newest = `FROM templates t
  JOIN template_versions tv ON tv.organization_id = t.organization_id AND tv.template_id = t.id AND tv.version = t.latest_version`;

/** A word counts as found in a control where it is the control or one that it stands under: `5.2` finds 5.2.2, not 5.21. */
const matching = `WHERE NOT EXISTS (SELECT 1 FROM unnest($1::text[]) AS wanted(word) WHERE NOT (
         tv.title ILIKE '%' || word || '%' OR tv.summary ILIKE '%' || word || '%' OR t.key ILIKE '%' || word || '%'
         OR EXISTS (SELECT 1 FROM jsonb_array_elements(tv.targets) g, jsonb_array_elements_text(g->'kinds') k WHERE k ILIKE word)
         OR EXISTS (SELECT 1 FROM jsonb_array_elements(tv.standards) s
                     WHERE s->>'standard' ILIKE '%' || word || '%' OR s->>'control' ILIKE word OR s->>'control' ILIKE word || '.%')))
   AND (cardinality($2::text[]) = 0 OR tv.severity = ANY($2))
   AND (cardinality($3::text[]) = 0 OR CASE WHEN t.organization_id = '${LIBRARY_ORGANIZATION_ID}' THEN 'built-in' ELSE 'own' END = ANY($3))
   AND (cardinality($4::text[]) = 0 OR tv.category = ANY($4))
   AND (cardinality($5::text[]) = 0 OR EXISTS (SELECT 1 FROM jsonb_array_elements(tv.standards) s WHERE s->>'standard' = ANY($5)))
   AND (cardinality($6::text[]) = 0
        OR EXISTS (SELECT 1 FROM jsonb_array_elements(tv.targets) g, jsonb_array_elements_text(g->'kinds') k WHERE k = ANY($6)))`;

function matchingParams({ words, severities, origins, categories, standards, kinds }: TemplateFilter) {
  return [words.map((word) => escapeLike(word)), severities, origins, categories, standards, kinds];
}

/** A page of templates by title, each in its newest version. */
export async function listTemplates(sql: Sql, filter: TemplateFilter): Promise<TemplateSummaryRow[]> {
  return await sql.rows(
    summaryRow,
    `WITH found AS (SELECT t.organization_id, tv.id, tv.template_id, t.key, tv.version, t.latest_version, tv.title, tv.summary, tv.severity, tv.category,
         tv.standards, tv.rego_version, tv.targets, tv.unit_digest, tv.content_digest, tv.published_at, tv.published_by,
         (SELECT count(*) FROM policies p WHERE p.organization_id = edict_organization() AND p.template_id = t.id) AS used_by
       ${newest} ${matching})
     SELECT found.*, (SELECT count(*) FROM found) AS total FROM found
      WHERE $7::text IS NULL OR (lower(title), template_id) > (lower($7), $8::uuid) ORDER BY lower(title), template_id LIMIT $9`,
    [...matchingParams(filter), filter.after?.title ?? null, filter.after?.id ?? null, filter.limit],
  );
}

/** What a template has of each facet, as a set of texts, and the filter that the facet's counts ignore. */
const facets = {
  category: { values: "(VALUES (tv.category))", filter: "categories", order: "value" },
  severity: { values: "(VALUES (tv.severity))", filter: "severities", order: "value" },
  origin: {
    values: `(VALUES (CASE WHEN t.organization_id = '${LIBRARY_ORGANIZATION_ID}' THEN 'built-in' ELSE 'own' END))`,
    filter: "origins",
    order: "value",
  },
  standard: {
    values: "(SELECT DISTINCT s->>'standard' FROM jsonb_array_elements(tv.standards) s)",
    filter: "standards",
    order: "value",
  },
  kind: {
    values:
      "(SELECT DISTINCT k FROM jsonb_array_elements(tv.targets) g, jsonb_array_elements_text(g->'kinds') k)",
    filter: "kinds",
    order: "count DESC, value",
  },
} as const;

/** Values of one facet with counts, under all filters but the facet's own. */
export async function countTemplates(sql: Sql, filter: TemplateFilter, facet: keyof typeof facets) {
  const { values, filter: own, order } = facets[facet];
  return await sql.rows(
    z.object({ value: z.string(), count }),
    `SELECT has.value, count(*) AS count ${newest} CROSS JOIN LATERAL ${values} AS has(value) ${matching}
      GROUP BY 1 ORDER BY ${order}`,
    matchingParams({ ...filter, [own]: [] }),
  );
}
