import { type ControllerOwner, groupOf } from "./entity";
import { type KindSelector, selectsKind } from "./kinds";
import type { Segment } from "./pointer";

/** A kind that runs containers, and where its pod spec is. */
export interface WorkloadKind {
  group: string;
  kind: string;
  podSpecPath: readonly Segment[];
}

/** The nine workload kinds of Kubernetes. */
export const WORKLOAD_KINDS: readonly WorkloadKind[] = [
  { group: "", kind: "Pod", podSpecPath: ["spec"] },
  { group: "apps", kind: "Deployment", podSpecPath: ["spec", "template", "spec"] },
  { group: "apps", kind: "ReplicaSet", podSpecPath: ["spec", "template", "spec"] },
  { group: "apps", kind: "StatefulSet", podSpecPath: ["spec", "template", "spec"] },
  { group: "apps", kind: "DaemonSet", podSpecPath: ["spec", "template", "spec"] },
  { group: "", kind: "ReplicationController", podSpecPath: ["spec", "template", "spec"] },
  { group: "batch", kind: "Job", podSpecPath: ["spec", "template", "spec"] },
  { group: "batch", kind: "CronJob", podSpecPath: ["spec", "jobTemplate", "spec", "template", "spec"] },
  { group: "", kind: "PodTemplate", podSpecPath: ["template", "spec"] },
];

/** The workload kind of `group` and `kind`, or null for a kind that runs no containers. */
export function workloadKindOf(group: string, kind: string): WorkloadKind | null {
  return WORKLOAD_KINDS.find((workload) => workload.group === group && workload.kind === kind) ?? null;
}

/**
 * Owner de-duplication: true if the template already judges the controller that made an object, so that the object would
 * only repeat its violations (the ReplicaSet and the Pods of a Deployment).
 *
 * A Node never counts as such a controller: it owns mirror Pods, but their content is nowhere in the Node.
 * @param owner the controller owner ({@link ControllerOwner}) of the object **as far as it is stored as an entity of the same
 *   cluster**, null where there is none or it is not stored; or the whole chain of stored owners, nearest first
 * @param judgedKinds the kinds that the template judges
 */
export function isOwnedByJudgedController(
  owner: ControllerOwner | readonly ControllerOwner[] | null,
  judgedKinds: readonly KindSelector[],
): boolean {
  if (owner === null) return false;
  const owners: readonly ControllerOwner[] = "kind" in owner ? [owner] : owner;
  return owners.some(({ apiVersion, kind }) => {
    const group = groupOf(apiVersion);
    return !(group === "" && kind === "Node") && selectsKind(judgedKinds, group, kind);
  });
}
