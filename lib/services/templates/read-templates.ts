import {
  templateListQuerySchema,
  type TemplateDetail,
  type TemplateList,
  type TemplateSummary,
} from "@/lib/contracts/api/templates";
import { forOrganization, forOrganizationSql } from "@/lib/data/database";
import { LIBRARY_ORGANIZATION_ID } from "@/lib/data/ids";
import {
  countTemplates,
  listTemplates,
  readTemplateVersion,
  type TemplateSummaryRow,
} from "@/lib/data/templates/read";
import { parseInput, requirePermission, type Ctx } from "../context";
import { decodeCursor, encodeCursor } from "../cursor";
import { notFound } from "../errors";
import { brokenLibraryTemplates } from "./broken-library";

export async function readTemplateList(ctx: Ctx, query: unknown): Promise<TemplateList> {
  requirePermission(ctx, "template.read");
  const parsed = parseInput(templateListQuerySchema, query);
  const cursor = decodeCursor(parsed.cursor, ["text", "id"]);
  const filter = {
    words: (parsed.q ?? "").split(/\s+/).filter(Boolean),
    categories: parsed.category,
    severities: parsed.severity,
    origins: parsed.origin,
    standards: parsed.standard,
    kinds: parsed.kind,
    after: cursor === null ? null : { title: cursor[0] ?? "", id: cursor[1] ?? "" },
    limit: parsed.limit + 1,
  };
  const read = await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => ({
    rows: await listTemplates(sql, filter),
    categories: await countTemplates(sql, filter, "category"),
    severities: await countTemplates(sql, filter, "severity"),
    origins: await countTemplates(sql, filter, "origin"),
    standards: await countTemplates(sql, filter, "standard"),
    kinds: await countTemplates(sql, filter, "kind"),
  }));
  const { rows, ...counts } = read;
  const page = rows.slice(0, parsed.limit);
  const last = page.at(-1);
  return {
    items: page.map(summaryOf),
    nextCursor:
      rows.length > parsed.limit && last !== undefined ? encodeCursor([last.title, last.template_id]) : null,
    total: rows[0]?.total ?? 0,
    ...counts,
    broken: await brokenLibraryTemplates(ctx.services),
  };
}

function summaryOf(row: Omit<TemplateSummaryRow, "total">): TemplateSummary {
  return {
    id: row.template_id,
    key: row.key,
    builtIn: row.organization_id === LIBRARY_ORGANIZATION_ID,
    title: row.title,
    summary: row.summary,
    severity: row.severity,
    category: row.category,
    standards: row.standards,
    targets: row.targets,
    version: row.version,
    publishedAt: row.published_at.toISOString(),
    usedBy: row.used_by,
  };
}

export async function readTemplate(
  ctx: Ctx,
  templateId: string,
  version: number | null,
): Promise<TemplateDetail> {
  requirePermission(ctx, "template.read");
  const row = await forOrganizationSql(ctx.services.db, ctx.organizationId, (sql) =>
    readTemplateVersion(sql, templateId, version),
  );
  if (row === null) throw notFound("template");
  const { versions, policies } = await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => ({
    versions: await tx.templateVersion.findMany({
      where: { organizationId: row.organization_id, templateId },
      select: { version: true, publishedAt: true, publishedBy: true, id: true },
      orderBy: { version: "desc" },
    }),
    policies: await tx.policy.findMany({
      where: { organizationId: ctx.organizationId, templateId },
      include: { versions: true },
      orderBy: { name: "asc" },
    }),
  }));
  const versionNumbers = new Map(versions.map((item) => [item.id, item.version]));
  return {
    ...summaryOf({ ...row, used_by: policies.length }),
    why: row.why,
    how: row.how,
    regoVersion: row.rego_version,
    modules: row.modules,
    parameters: row.parameters,
    inventory: row.inventory,
    versions: versions.map((item) => ({
      version: item.version,
      publishedAt: item.publishedAt.toISOString(),
      publishedBy: item.publishedBy,
    })),
    policies: policies.map((policy) => ({
      id: policy.id,
      name: policy.name,
      enabled: policy.enabled,
      templateVersion:
        versionNumbers.get(
          policy.versions.find((item) => item.id === policy.currentVersionId)?.templateVersionId ?? "",
        ) ?? row.version,
    })),
  };
}
