import type { GroupKind, KindSelector } from "./kinds";

/** An object that a policy leaves out, and why. */
export interface Exclusion {
  kind?: string;
  namespace?: string;
  name?: string;
  reason: string;
}

/** Where a policy applies. Every empty list or record means "all". */
export interface PolicyTargets {
  clusters: { ids: string[]; labels: Record<string, string> };
  namespaces: { include: string[]; exclude: string[] };
  kinds: GroupKind[];
  labels: Record<string, string>;
  excludeLabels?: Record<string, string>;
  exclusions: Exclusion[];
}

/** What of an entity decides whether a policy applies to it. */
export interface TargetEntity {
  group: string;
  kind: string;
  namespace: string | null;
  name: string;
  labels: Readonly<Record<string, string>>;
}

export interface TargetCluster {
  id: string;
  labels: Readonly<Record<string, string>>;
}

export type TargetMatch = { matches: true } | { matches: false; reason: string };

export function matchesTargets(
  _targets: PolicyTargets,
  _templateKinds: readonly KindSelector[],
  _entity: TargetEntity,
  _cluster: TargetCluster,
): TargetMatch {
  throw new Error("not written yet");
}
