import type { PolicyDraft } from "@/lib/contracts/api/policies";
import type { TemplateContentInput } from "@/lib/contracts/api/templates";
import { forOrganizationSql } from "@/lib/data/database";
import { loadEntitiesById } from "@/lib/data/evaluation/load";
import type { Ctx, Services } from "@/lib/services/context";
import { readEntityList } from "@/lib/services/entities/list-entities";
import { evaluateLoaded } from "@/lib/services/evaluation/evaluate-entities";
import { loadInventories } from "@/lib/services/evaluation/inventory";
import { loadSituation } from "@/lib/services/evaluation/situation";
import { createPolicy } from "@/lib/services/policies/save-policy";
import { loadLibrary } from "@/lib/services/templates/load-library";
import { createTemplate } from "@/lib/services/templates/publish-template";
import { readViolationList } from "@/lib/services/violations/list-violations";
import { miniLibrary } from "./mini-library";
import type { Tenant, TestCluster } from "./world";

/** Publishes the template and makes a policy of it. */
export async function makePolicy(
  owner: Ctx,
  name: string,
  content: TemplateContentInput,
  other: Partial<PolicyDraft> = {},
): Promise<{ id: string; templateId: string }> {
  const { id: templateId } = await createTemplate(owner, content);
  const { id } = await createPolicy(owner, { name, templateId, ...other });
  return { id, templateId };
}

/** The same installation with another library. */
export function withLibraryDir(services: Services, libraryDir: string): Services {
  return { ...services, settings: { ...services.settings, libraryDir } };
}

/** Publishes these built-in templates (`category/id`) and leaves the installation's library as it is. */
export async function publishBuiltIn(services: Services, ...templates: string[]): Promise<void> {
  const library = await miniLibrary(...templates);
  await loadLibrary(withLibraryDir(services, library.folder));
  await library.remove();
}

/** The context of jobs, at a later time. */
export function systemOf(owner: Ctx, afterMs = 0): Ctx {
  return {
    ...owner,
    actor: { type: "system", name: "Edict" },
    role: null,
    now: () => new Date(Date.now() + afterMs),
  };
}

/** The id of the entity with exactly this name; empty without one. */
export async function entityIdOf(owner: Ctx, name: string): Promise<string> {
  return (await readEntityList(owner, { q: name })).items.find((item) => item.name === name)?.id ?? "";
}

/** Names of the entities with an open violation, in order; once for each violation. */
export async function openNames(owner: Ctx, filter: { policy?: string } = {}): Promise<string[]> {
  return (await readViolationList(owner, filter)).items.map(({ entity }) => entity.name).toSorted();
}

/** The same as `Kind name`. */
export async function openEntities(owner: Ctx): Promise<string[]> {
  return (await readViolationList(owner, {})).items
    .map(({ entity }) => `${entity.kind} ${entity.name}`)
    .toSorted();
}

/** The last frame of a preview. */
export async function lastOf<T>(frames: AsyncIterable<T>): Promise<T> {
  let last: { frame: T } | undefined;
  for await (const frame of frames) last = { frame };
  if (last === undefined) throw new Error("a preview has at least one frame");
  return last.frame;
}

/** An evaluation that has read all it needs and judges and records only when `record` is called, however late. */
export async function beginEvaluation(tenant: Tenant, cluster: TestCluster, entityId: string) {
  const { organizationId, owner } = tenant;
  const read = await forOrganizationSql(owner.services.db, organizationId, async (sql) => {
    const situation = await loadSituation(sql);
    return {
      situation,
      entities: await loadEntitiesById(sql, [entityId]),
      inventories: await loadInventories(owner, sql, situation.policies, [cluster.clusterId]),
    };
  });
  return {
    situation: read.situation,
    record: () => evaluateLoaded(systemOf(owner), read.situation, read.entities, read.inventories, null),
  };
}
