import { entityLabel } from "./entity";
import { matchesAnyGlob, matchesGlob } from "./glob";
import { type GroupKind, kindLabel, type KindSelector, selectsKind } from "./kinds";

/** Objects that a policy leaves out, and why. All given fields must match; namespace and name may be globs. */
export interface Exclusion {
  kind?: string;
  namespace?: string;
  name?: string;
  reason: string;
}

/** Where a policy applies. Every empty list or record means "all". */
export interface PolicyTargets {
  /** By id, and among those by labels that a cluster must all have. */
  clusters: { ids: string[]; labels: Record<string, string> };
  /** Names or globs (`team-*`). `exclude` wins. */
  namespaces: { include: string[]; exclude: string[] };
  /** Narrows the kinds of the template; `"*"` means any. */
  kinds: GroupKind[];
  /** Labels that an object must all have. */
  labels: Record<string, string>;
  /** Labels of which an object must have none. */
  excludeLabels?: Record<string, string>;
  exclusions: Exclusion[];
}

/** What of an entity decides whether a policy applies to it. */
export interface TargetEntity {
  group: string;
  kind: string;
  /** null for a cluster-scoped object */
  namespace: string | null;
  name: string;
  labels: Readonly<Record<string, string>>;
}

/** What of a cluster decides whether a policy applies to what it holds. */
export interface TargetCluster {
  id: string;
  labels: Readonly<Record<string, string>>;
}

export type TargetMatch = { matches: true } | { matches: false; reason: string };

/** Targets that leave nothing out. */
export const ALL_TARGETS: PolicyTargets = {
  clusters: { ids: [], labels: {} },
  namespaces: { include: [], exclude: [] },
  kinds: [],
  labels: {},
  exclusions: [],
};

/**
 * Whether a policy applies to an entity, and if not, why not, as a sentence for people.
 *
 * A Namespace counts as being in itself. Other cluster-scoped objects are in no namespace, so they do not match a policy
 * that is limited to namespaces, and excluding namespaces leaves them alone. An exclusion that names nothing excludes nothing.
 */
export function matchesTargets(
  targets: PolicyTargets,
  templateKinds: readonly KindSelector[],
  entity: TargetEntity,
  cluster: TargetCluster,
): TargetMatch {
  const reason =
    kindReason(targets, templateKinds, entity) ??
    clusterReason(targets, cluster) ??
    namespaceReason(targets, entity) ??
    labelReason(targets, entity) ??
    exclusionReason(targets, entity);
  return reason === null ? { matches: true } : { matches: false, reason };
}

/** Whether a policy may apply to anything in a cluster at all. */
export function matchesCluster(targets: PolicyTargets, cluster: TargetCluster): TargetMatch {
  const reason = clusterReason(targets, cluster);
  return reason === null ? { matches: true } : { matches: false, reason };
}

function kindReason(
  targets: PolicyTargets,
  templateKinds: readonly KindSelector[],
  entity: TargetEntity,
): string | null {
  const { group, kind } = entity;
  if (!selectsKind(templateKinds, group, kind))
    return `The template does not judge objects of kind ${kindLabel(entity)}.`;
  const chosen = targets.kinds.map((target) => ({ group: target.group, kinds: [target.kind] }));
  return selectsKind(chosen, group, kind)
    ? null
    : `The policy is limited to ${list(targets.kinds.map(kindLabel))}.`;
}

function clusterReason({ clusters }: PolicyTargets, cluster: TargetCluster): string | null {
  if (clusters.ids.length > 0 && !clusters.ids.includes(cluster.id))
    return "The policy is limited to other clusters.";
  const missing = pairs(clusters.labels).find((pair) => !hasLabel(cluster.labels, pair));
  return missing ? `The policy is limited to clusters with the label ${missing.join("=")}.` : null;
}

function namespaceReason({ namespaces }: PolicyTargets, entity: TargetEntity): string | null {
  const { include, exclude } = namespaces;
  const isNamespace = entity.group === "" && entity.kind === "Namespace";
  const namespace = isNamespace ? entity.name : entity.namespace;
  if (namespace === null || namespace === "") {
    if (include.length === 0) return null;
    return `The policy is limited to namespaces (${list(include)}), and this object is in none.`;
  }
  const excluded = exclude.find((pattern) => matchesGlob(pattern, namespace));
  if (excluded !== undefined)
    return `The policy excludes the namespace ${namespace}${viaGlob(excluded, namespace)}.`;
  if (include.length === 0 || matchesAnyGlob(include, namespace)) return null;
  return `The policy is limited to the ${include.length > 1 ? "namespaces" : "namespace"} ${list(include)}.`;
}

function labelReason({ labels, excludeLabels = {} }: PolicyTargets, entity: TargetEntity): string | null {
  const missing = pairs(labels).find((pair) => !hasLabel(entity.labels, pair));
  if (missing) return `The policy is limited to objects with the label ${missing.join("=")}.`;
  const excluded = pairs(excludeLabels).find((pair) => hasLabel(entity.labels, pair));
  return excluded ? `The policy excludes objects with the label ${excluded.join("=")}.` : null;
}

function exclusionReason({ exclusions }: PolicyTargets, entity: TargetEntity): string | null {
  const exclusion = exclusions.find((candidate) => excludes(candidate, entity));
  return exclusion ? `The policy excludes ${entity.kind} ${entityLabel(entity)}: ${exclusion.reason}` : null;
}

function excludes({ kind, namespace, name }: Exclusion, entity: TargetEntity): boolean {
  if (kind === undefined && namespace === undefined && name === undefined) return false;
  const isNamespace = entity.group === "" && entity.kind === "Namespace";
  const place = (isNamespace ? entity.name : entity.namespace) ?? "";
  return (
    (kind === undefined || kind === "*" || kind === entity.kind) &&
    (namespace === undefined || matchesGlob(namespace, place)) &&
    (name === undefined || matchesGlob(name, entity.name))
  );
}

type Pair = [key: string, value: string];

function pairs(labels: Readonly<Record<string, string>>): Pair[] {
  return Object.entries(labels);
}

function hasLabel(labels: Readonly<Record<string, string>>, [key, value]: Pair): boolean {
  return Object.hasOwn(labels, key) && labels[key] === value;
}

function viaGlob(pattern: string, name: string): string {
  return pattern === name ? "" : ` (${pattern})`;
}

function list(words: readonly string[]): string {
  return words.length > 3 ? `${words.slice(0, 3).join(", ")} and ${words.length - 3} more` : words.join(", ");
}
