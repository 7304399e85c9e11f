import { z } from "zod";
import { forOrganizationSql } from "@/lib/data/database";
import { readLibrary, type LibraryTemplate } from "@/lib/library/read-library";
import { createPolicy } from "@/lib/services/policies/save-policy";
import type { Tenant } from "@/scripts/testing/world";

const workloads = new Set(["Deployment", "StatefulSet", "DaemonSet", "Pod", "CronJob"]);
const inventoryReaders = 12;
/** Judges Services by the workloads they select, so each change of a workload leads to its fan-out. */
const readsWorkloads = "service-has-matching-workload";

/** The policy whose violations the changes open and resolve. */
export const watchedTemplate = "read-only-root-filesystem";

/**
 * Policies of built-in templates that judge workloads and need no parameters, with their defaults: twelve that read the
 * inventory and one that reads the workloads there, the others category by category in turns. What compares each workload
 * with all others is left out: it takes the square of the fleet. The same library gives the same policies.
 *
 * @returns template id of the library → policy id.
 */
export async function createPolicies(
  tenant: Tenant,
  libraryDir: string,
  count: number,
): Promise<Map<string, string>> {
  const { templates } = await readLibrary(libraryDir);
  const withoutNeeds = templates.filter(({ metadata }) => metadata.parameters.required.length === 0);
  const usable = withoutNeeds.filter(
    ({ metadata }) => namesWorkload(metadata.targets) && !namesWorkload(metadata.inventory ?? []),
  );
  const reads = ({ metadata }: LibraryTemplate) => (metadata.inventory ?? []).length > 0;
  const chosen = new Set([
    ...withoutNeeds.filter(({ metadata }) => [watchedTemplate, readsWorkloads].includes(metadata.id)),
    ...inTurns(usable.filter(reads)).slice(0, inventoryReaders),
    ...inTurns(usable.filter((template) => !reads(template))),
  ]);
  const ids = await templateIds(tenant);
  const policies = new Map<string, string>();
  for (const { metadata } of [...chosen].slice(0, count)) {
    const templateId = ids.get(metadata.id);
    if (templateId === undefined) throw new Error(`${metadata.id} was not published`);
    policies.set(metadata.id, (await createPolicy(tenant.owner, { name: metadata.id, templateId })).id);
  }
  if (policies.size < count) throw new Error(`the library has only ${String(policies.size)} such templates`);
  return policies;
}

function namesWorkload(kinds: readonly { kinds: readonly string[] }[]): boolean {
  return kinds.some((group) => group.kinds.some((kind) => workloads.has(kind)));
}

/** The first of each category, then the second of each, and so on. */
function inTurns(templates: readonly LibraryTemplate[]): LibraryTemplate[] {
  const places = new Map<string, number>();
  const placed = templates.map((template) => {
    const place = places.get(template.metadata.category) ?? 0;
    places.set(template.metadata.category, place + 1);
    return { template, place };
  });
  return placed.toSorted((a, b) => a.place - b.place).map(({ template }) => template);
}

async function templateIds({ owner, organizationId }: Tenant): Promise<Map<string, string>> {
  const rows = await forOrganizationSql(owner.services.db, organizationId, (sql) =>
    sql.rows(z.object({ id: z.string(), key: z.string() }), "SELECT id, key FROM templates"),
  );
  return new Map(rows.map(({ id, key }) => [key, id]));
}
