import type { ViolationListItem } from "@/lib/contracts/api/violations";
import type { ViolationRow } from "@/lib/data/violations/list";

export function presentViolation(row: ViolationRow): ViolationListItem {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    resolution: row.resolution,
    severity: row.severity,
    message: row.message,
    policy: { id: row.policy_id, name: row.policy_name },
    cluster: { id: row.cluster_id, name: row.cluster_name },
    entity: {
      id: row.entity_id,
      group: row.api_group,
      version: row.version,
      kind: row.kind,
      namespace: row.namespace,
      name: row.name,
      deleted: row.entity_deleted,
    },
    occurrence: {
      pointer: row.pointer,
      path: row.path,
      stablePath: row.stable_path,
      found: row.found,
      recommended: row.recommended,
    },
    occurrenceCount: row.occurrence_count,
    fix: row.fix,
    openedAt: row.opened_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    reopenedCount: row.reopened_count,
  };
}
