import type { Policy } from "@/lib/contracts/api/policies";
import type { PolicyPauseRow, PolicyRow } from "@/lib/data/policies/read";

/** @param pauses of any policies, this one's among them where it is paused. */
export function presentPolicy(row: PolicyRow, pauses: readonly PolicyPauseRow[]): Policy {
  const pause = pauses.find(({ policyId }) => policyId === row.id);
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled,
    mode: row.mode,
    severity: row.severity,
    version: row.version,
    template: {
      id: row.template_id,
      title: row.template_title,
      version: row.template_version,
      latestVersion: row.latest_version,
      builtIn: row.built_in,
      category: row.category,
    },
    parameters: row.parameters,
    targets: row.targets,
    checked: row.checked,
    violating: row.violating,
    errors: row.errors,
    pending: row.pending,
    paused: pause ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
