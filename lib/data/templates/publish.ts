import { uuidv7 } from "../ids";
import { sqlInPrisma, type Tx } from "../database";
import { jsonParam } from "../sql";
import { storeUnit } from "../units";
import type { StoredUnit } from "../evaluation/load";

export interface TemplateVersionContent {
  title: string;
  summary: string;
  why: string;
  how: string;
  severity: string;
  category: string;
  standards: readonly { standard: string; control: string }[];
  modules: Readonly<Record<string, string>>;
  regoVersion: string;
  parameters: unknown;
  targets: readonly { group: string; kinds: readonly string[] }[];
  inventory: readonly { group: string; kinds: readonly string[] }[];
}

/**
 * Writes an immutable version of a template with its compiled unit, and makes it the newest. The caller has locked the
 * template, or creates it here by passing a new id and version 1.
 */
export async function writeTemplateVersion(
  tx: Tx,
  target: {
    organizationId: string;
    templateId: string;
    key: string;
    version: number;
    publishedBy: string;
    contentDigest: string;
  },
  content: TemplateVersionContent,
  unit: StoredUnit,
): Promise<string> {
  const { organizationId, templateId, version } = target;
  if (version === 1)
    await tx.template.create({ data: { organizationId, id: templateId, key: target.key, latestVersion: 1 } });
  else
    await tx.template.updateMany({
      where: { organizationId, id: templateId },
      data: { latestVersion: version },
    });
  await storeUnit(tx, organizationId, unit);
  const id = uuidv7();
  await sqlInPrisma(tx).run(
    `INSERT INTO template_versions (organization_id, id, template_id, version, title, summary, why, how, severity, category, standards, modules,
       rego_version, parameters, targets, inventory, unit_digest, content_digest, published_by)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12::jsonb, $13, $14::json, $15::jsonb, $16::jsonb, $17, $18, $19)`,
    [
      organizationId,
      id,
      templateId,
      version,
      content.title,
      content.summary,
      content.why,
      content.how,
      content.severity,
      content.category,
      jsonParam(content.standards),
      jsonParam(content.modules),
      content.regoVersion,
      jsonParam(content.parameters),
      jsonParam(content.targets),
      jsonParam(content.inventory),
      unit.digest,
      target.contentDigest,
      target.publishedBy,
    ],
  );
  return id;
}
