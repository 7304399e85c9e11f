import { z } from "zod";
import { asLibrary } from "@/lib/data/system";
import { uuidv7 } from "@/lib/data/ids";
import { writeTemplateVersion } from "@/lib/data/templates/publish";
import { sqlInPrisma } from "@/lib/data/database";
import { readLibrary, type LibraryTemplate } from "@/lib/library/read-library";
import type { Services } from "../context";
import { digestOf } from "./content-digest";

const publishedRow = z.object({
  key: z.string(),
  template_id: z.string(),
  latest_version: z.number(),
  content_digest: z.string(),
});

/**
 * Publishes the built-in library: a new template or a new version only where the content differs from what is published.
 * A template that does not load or compile is skipped, logged, and shown as broken; it never stops the start.
 */
export async function loadLibrary(
  services: Services,
): Promise<{ published: number; unchanged: number; broken: number }> {
  const library = await readLibrary(services.settings.libraryDir);
  const published = await asLibrary(services.db, (tx, organizationId) =>
    sqlInPrisma(tx).rows(
      publishedRow,
      `SELECT t.key, t.id AS template_id, t.latest_version, tv.content_digest FROM templates t
         JOIN template_versions tv ON tv.organization_id = t.organization_id AND tv.template_id = t.id AND tv.version = t.latest_version
        WHERE t.organization_id = $1::uuid`,
      [organizationId],
    ),
  );
  const known = new Map(published.map((row) => [row.key, row]));
  const counts = { published: 0, unchanged: 0, broken: library.broken.length };
  for (const template of library.templates) {
    const content = contentOf(template);
    const contentDigest = digestOf(content);
    const before = known.get(template.metadata.id);
    if (before?.content_digest === contentDigest) {
      counts.unchanged += 1;
      continue;
    }
    const compiled = await services.compiler.compile({ modules: template.regoModules, regoVersion: "v1" });
    if (!compiled.ok) {
      counts.broken += 1;
      services.log.error(
        { template: template.metadata.id, diagnostics: compiled.diagnostics },
        "built-in template does not compile",
      );
      continue;
    }
    await asLibrary(services.db, (tx, organizationId) =>
      writeTemplateVersion(
        tx,
        {
          organizationId,
          templateId: before?.template_id ?? uuidv7(),
          key: template.metadata.id,
          version: (before?.latest_version ?? 0) + 1,
          publishedBy: `Edict ${services.settings.version}`,
          contentDigest,
        },
        content,
        compiled.unit,
      ),
    );
    counts.published += 1;
  }
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
