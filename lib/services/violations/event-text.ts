import type { ViolationEventRow } from "@/lib/data/violations/detail";

const reasons: Record<string, string> = {
  fixed: "Resolved: fixed",
  deleted: "Resolved: the entity was deleted",
  policy_changed: "Resolved: the policy changed",
  policy_disabled: "Resolved: the policy was disabled",
  policy_deleted: "Resolved: the policy was deleted",
  out_of_scope: "Resolved: the policy no longer applies to this entity",
  cluster_removed: "Resolved: the cluster was removed",
};

/** One sentence for the timeline: what happened, by which version of the entity, applied by whom. */
export function eventText(event: ViolationEventRow): string {
  const applied = event.manager === null ? "" : `, applied by ${event.manager}`;
  const version =
    event.entity_version === null ? "" : `version ${event.entity_version} of the entity${applied}`;
  switch (event.type) {
    case "opened":
      return version === "" ? "First seen." : `First seen in ${version}.`;
    case "reopened":
      return version === "" ? "Reopened." : `Reopened by ${version}.`;
    case "changed":
      return version === ""
        ? "Other places break the policy now."
        : `Other places break the policy in ${version}.`;
    case "resolved": {
      const reason = reasons[event.resolution ?? ""] ?? "Resolved";
      return event.resolution === "fixed" && version !== "" ? `${reason} by ${version}.` : `${reason}.`;
    }
  }
}
