import type { WireResource } from "@/lib/contracts/wire/protocol";

/** Kinds that change by themselves all the time, repeat others, or are answers rather than objects; by `group/kind`. */
const noiseKinds = new Set([
  "/Event",
  "events.k8s.io/Event",
  "coordination.k8s.io/Lease",
  "coordination.k8s.io/LeaseCandidate",
  "/Endpoints",
  "discovery.k8s.io/EndpointSlice",
  "/ComponentStatus",
  "apps/ControllerRevision",
]);

/** True for kinds the agent leaves out. */
export function isNoise({ group, kind }: Pick<WireResource, "group" | "kind">): boolean {
  if (noiseKinds.has(`${group}/${kind}`) || group === "metrics.k8s.io") return true;
  return kind.endsWith("Review") && (group === "" || group.endsWith(".k8s.io"));
}
