import type { Policy } from "@/lib/contracts/api/policies";
import type { PolicyRow } from "@/lib/data/policies/read";

export function presentPolicy(row: PolicyRow): Policy {
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
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
