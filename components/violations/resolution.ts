import type { Resolution } from "@/lib/contracts/api/violations";

/** Why a violation is no longer open, after "Resolved:". */
export const resolutionWords: Record<Resolution, string> = {
  fixed: "fixed",
  deleted: "entity deleted",
  policy_changed: "policy changed",
  policy_disabled: "policy switched off",
  policy_deleted: "policy deleted",
  out_of_scope: "out of scope",
  cluster_removed: "cluster removed",
};
