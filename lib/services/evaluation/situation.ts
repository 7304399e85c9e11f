import {
  loadClusters,
  loadKindStates,
  loadPoliciesInForce,
  type ClusterForTargets,
  type EntityToJudge,
  type KindState,
  type PolicyInForce,
} from "@/lib/data/evaluation/load";
import type { Sql } from "@/lib/data/sql";
import { selectsKind } from "@/lib/domain/kinds";
import { matchesTargets, type TargetMatch } from "@/lib/domain/targets";

/** What an evaluation needs to know of an organization beside the objects: read once, in one transaction. */
export interface Situation {
  policies: readonly PolicyInForce[];
  clusters: ReadonlyMap<string, ClusterForTargets>;
  /** cluster id → `group/kind` → how reading it goes. */
  kindStates: ReadonlyMap<string, ReadonlyMap<string, KindState>>;
}

export async function loadSituation(sql: Sql): Promise<Situation> {
  const policies = await loadPoliciesInForce(sql);
  const clusters = await loadClusters(sql);
  const states = new Map<string, Map<string, KindState>>();
  for (const state of await loadKindStates(sql)) {
    const kinds = states.get(state.cluster_id) ?? new Map<string, KindState>();
    kinds.set(`${state.api_group}/${state.kind}`, state);
    states.set(state.cluster_id, kinds);
  }
  return {
    policies,
    clusters: new Map(clusters.map((cluster) => [cluster.id, cluster])),
    kindStates: states,
  };
}

type Targeted = Pick<
  EntityToJudge,
  "clusterId" | "group" | "kind" | "namespace" | "name" | "labels" | "owner"
>;
export type TargetingPolicy = Pick<PolicyInForce, "targets" | "templateKinds">;

/**
 * The policies whose templates judge the kind of one of these entities, wherever it is and whatever its labels are: those
 * that judge it as it is or with a fix are among them.
 */
export function policiesOfKinds(
  policies: readonly PolicyInForce[],
  entities: readonly Pick<EntityToJudge, "group" | "kind">[],
): PolicyInForce[] {
  const kinds = new Map(entities.map(({ group, kind }) => [`${group}/${kind}`, { group, kind }]));
  return policies.filter(({ templateKinds }) =>
    [...kinds.values()].some(({ group, kind }) => selectsKind(templateKinds, group, kind)),
  );
}

/**
 * Whether a policy judges an entity, and if not, why, as a sentence. Beside the targets: an object whose controller owner
 * is itself judged by the policy is left out, so that a Deployment is not reported again as its ReplicaSet and Pods; an
 * owner without the labels that the policy asks for is not judged and hides nothing. A mirror Pod is owned by its Node, which
 * no workload template judges.
 */
export function applies(situation: Situation, policy: TargetingPolicy, entity: Targeted): TargetMatch {
  const cluster = situation.clusters.get(entity.clusterId);
  if (cluster === undefined) return { matches: false, reason: "Its cluster was removed." };
  const match = matchesTargets(policy.targets, policy.templateKinds, entity, cluster);
  if (!match.matches || entity.owner === null) return match;
  const { group, kind, labels } = entity.owner;
  const narrowed = policy.targets.kinds;
  const judgesOwner =
    !(group === "" && kind === "Node") &&
    selectsKind(policy.templateKinds, group, kind) &&
    (narrowed.length === 0 || narrowed.some((target) => target.group === group && target.kind === kind)) &&
    Object.entries(policy.targets.labels).every(
      ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
    );
  return judgesOwner
    ? { matches: false, reason: `It is made by a ${kind} that this policy judges already.` }
    : match;
}
