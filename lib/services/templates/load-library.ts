import { z } from "zod";
import { asLibrary } from "@/lib/data/system";
import { uuidv7 } from "@/lib/data/ids";
import { moveToUnit, writeTemplateVersion } from "@/lib/data/templates/publish";
import { deleteUnusedModules, storeHeads, storeModule } from "@/lib/data/units";
import { sqlInPrisma, type Tx } from "@/lib/data/database";
import type { LibraryTemplate } from "@/lib/library/read-library";
import type { Services } from "../context";
import { digestOf } from "./content-digest";
import { linkLibrary, type LinkedLibrary } from "./link-library";

const publishedRow = z.object({
  key: z.string(),
  template_id: z.string(),
  latest_version: z.number(),
  content_digest: z.string(),
  unit_digest: z.string(),
});

/**
 * Publishes the built-in library: a new template or a new version only where the content differs from what is published.
 * All of it is one compiled module, so units of unchanged templates move to the newest one. A template that does not load
 * or compile is skipped, logged, and shown as broken; it never stops the start.
 */
export async function loadLibrary(
  services: Services,
): Promise<{ published: number; unchanged: number; broken: number }> {
  const library = await linkLibrary(services);
  for (const { file, reason } of library.broken)
    services.log.error({ file, reason }, "built-in template is broken");
  const counts = await asLibrary(services.db, (tx, organizationId) =>
    publish(tx, organizationId, library, `Edict ${services.settings.version}`),
  );
  return { ...counts, broken: library.broken.length };
}

async function publish(
  tx: Tx,
  organizationId: string,
  { templates, module }: LinkedLibrary,
  publishedBy: string,
): Promise<{ published: number; unchanged: number }> {
  const counts = { published: 0, unchanged: 0 };
  if (module === null) return counts;
  const sql = sqlInPrisma(tx);
  // Two workers that start together publish one after the other.
  await sql.run("SELECT 1 FROM organizations WHERE id = $1::uuid FOR UPDATE", [organizationId]);
  const published = await sql.rows(
    publishedRow,
    `SELECT t.key, t.id AS template_id, t.latest_version, tv.content_digest, tv.unit_digest FROM templates t
       JOIN template_versions tv ON tv.organization_id = t.organization_id AND tv.template_id = t.id AND tv.version = t.latest_version
      WHERE t.organization_id = $1::uuid`,
    [organizationId],
  );
  const known = new Map(published.map((row) => [row.key, row]));
  await storeModule(tx, organizationId, module);
  await storeHeads(
    tx,
    organizationId,
    templates.map(({ unit }) => unit),
  );
  for (const { template, unit } of templates) {
    const content = contentOf(template);
    const contentDigest = digestOf(content);
    const before = known.get(template.metadata.id);
    if (before?.content_digest === contentDigest) {
      counts.unchanged += 1;
      if (before.unit_digest !== unit.digest)
        await moveToUnit(tx, organizationId, before.template_id, before.latest_version, unit.digest);
      continue;
    }
    const target = {
      organizationId,
      templateId: before?.template_id ?? uuidv7(),
      key: template.metadata.id,
      version: (before?.latest_version ?? 0) + 1,
      publishedBy,
      contentDigest,
    };
    await writeTemplateVersion(tx, target, content, unit.digest);
    counts.published += 1;
  }
  await deleteUnusedModules(tx, organizationId);
  return counts;
}

function contentOf(template: LibraryTemplate) {
  const { metadata } = template;
  return {
    title: metadata.title,
    summary: metadata.summary,
    why: metadata.why,
    how: metadata.how,
    severity: metadata.severity,
    category: metadata.category,
    standards: metadata.standards.map(({ standard, control }) => ({ standard, control })),
    modules: template.regoModules,
    regoVersion: "v1",
    parameters: metadata.parameters,
    targets: metadata.targets,
    inventory: metadata.inventory ?? [],
  };
}
