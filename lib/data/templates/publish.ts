import type { TemplateTest } from "@/lib/contracts/api/template-tests";
import { uuidv7 } from "../ids";
import { sqlInPrisma, type Tx } from "../database";
import { jsonParam } from "../sql";

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
  /** What an own version has passed; the library keeps its fixtures itself. */
  tests?: readonly TemplateTest[];
}

/**
 * Writes an immutable version of a template, whose compiled unit is stored, and makes it the newest. The caller has locked
 * the template, or creates it here by passing a new id and version 1.
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
  unitDigest: string,
): Promise<string> {
  const { organizationId, templateId, version } = target;
  if (version === 1)
    await tx.template.create({ data: { organizationId, id: templateId, key: target.key, latestVersion: 1 } });
  else
    await tx.template.updateMany({
      where: { organizationId, id: templateId },
      data: { latestVersion: version },
    });
  const id = uuidv7();
  await sqlInPrisma(tx).run(
    `INSERT INTO template_versions (organization_id, id, template_id, version, title, summary, why, how, severity, category, standards, modules,
       rego_version, parameters, targets, inventory, tests, unit_digest, content_digest, published_by)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12::jsonb, $13, $14::json, $15::jsonb, $16::jsonb, $17::json, $18, $19, $20)`,
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
      jsonParam(content.tests ?? []),
      unitDigest,
      target.contentDigest,
      target.publishedBy,
    ],
  );
  return id;
}

/** The same content, compiled by another version of the compiler. */
export async function moveToUnit(
  tx: Tx,
  organizationId: string,
  templateId: string,
  version: number,
  unitDigest: string,
): Promise<void> {
  await sqlInPrisma(tx).run(
    `UPDATE template_versions SET unit_digest = $4
      WHERE organization_id = $1::uuid AND template_id = $2::uuid AND version = $3`,
    [organizationId, templateId, version, unitDigest],
  );
}
