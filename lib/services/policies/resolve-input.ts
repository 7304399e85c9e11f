import { policyInputSchema, type PolicyInput } from "@/lib/contracts/api/policies";
import { readTemplateVersion, type TemplateVersionRow } from "@/lib/data/templates/read";
import type { Sql } from "@/lib/data/sql";
import { selectsKind } from "@/lib/domain/kinds";
import type { JsonObject } from "@/lib/domain/json";
import { validateParameters } from "@/lib/domain/parameters";
import { patternEngine } from "@/lib/engine/pattern-engine";
import { invalidInput, type InvalidField } from "../errors";
import { parseInput } from "../context";

export interface ResolvedPolicy {
  input: PolicyInput;
  template: TemplateVersionRow;
  /** With the defaults filled in. */
  parameters: JsonObject;
}

type Draft = Pick<PolicyInput, "templateId" | "templateVersion" | "parameters" | "targets">;

/** Everything about a policy that can be wrong, in one answer: template, parameters by its schema, targets that exist. */
export async function resolvePolicy(
  sql: Sql,
  input: unknown,
  clusterIds: ReadonlySet<string>,
): Promise<ResolvedPolicy> {
  const parsed = parseInput(policyInputSchema, input);
  const resolved = await resolveDraft(sql, parsed, clusterIds);
  return { input: parsed, ...resolved };
}

export async function resolveDraft(
  sql: Sql,
  draft: Draft,
  clusterIds: ReadonlySet<string>,
): Promise<Omit<ResolvedPolicy, "input">> {
  const template = await readTemplateVersion(sql, draft.templateId, draft.templateVersion ?? null);
  if (template === null)
    throw invalidInput([{ path: "templateId", message: "This template or version does not exist." }]);
  const fields: InvalidField[] = [];
  const parameters = validateParameters(template.parameters, draft.parameters, { engine: patternEngine });
  if (!parameters.ok)
    fields.push(
      ...parameters.errors.map(({ path, message }) => ({
        path: path === "" ? "parameters" : `parameters.${path}`,
        message,
      })),
    );
  fields.push(...unknownClusters(draft.targets, clusterIds));
  for (const [index, { group, kind }] of draft.targets.kinds.entries()) {
    if (!selectsKind(template.targets, group, kind))
      fields.push({ path: `targets.kinds.${index}`, message: `The template does not judge ${kind}.` });
  }
  if (fields.length > 0 || !parameters.ok) throw invalidInput(fields);
  return { template, parameters: parameters.values };
}

/** Clusters that targets name and that the organization does not have. */
export function unknownClusters(
  targets: Pick<PolicyInput["targets"], "clusters">,
  clusterIds: ReadonlySet<string>,
): InvalidField[] {
  return targets.clusters.ids.flatMap((id, index) =>
    clusterIds.has(id)
      ? []
      : [{ path: `targets.clusters.ids.${String(index)}`, message: "This cluster does not exist." }],
  );
}
