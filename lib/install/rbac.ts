import { INSTALL_NAMES } from "./names";

/** One rule of a Role or ClusterRole, as Kubernetes writes it. */
export interface RbacRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
  /** Only these objects; absent means all objects of the resources. */
  resourceNames?: string[];
}

/**
 * Cluster-wide rights: listing and watching, nothing else. `get` on every resource is not asked for, since it would cover
 * `pods/exec`, `pods/proxy` and `nodes/proxy`, through which commands can be run; the one object the agent reads by name is
 * the namespace whose uid tells clusters apart.
 */
export function clusterRules(): RbacRule[] {
  return [
    { apiGroups: ["*"], resources: ["*"], verbs: ["list", "watch"] },
    { apiGroups: [""], resources: ["namespaces"], verbs: ["get"], resourceNames: ["kube-system"] },
  ];
}

/**
 * Rights inside the agent's own namespace: its own credential, one Secret by name. `create` cannot be limited to a
 * name, so the manifest ships that Secret empty and the right to create Secrets is not asked for.
 */
export function namespaceRules(): RbacRule[] {
  return [
    {
      apiGroups: [""],
      resources: ["secrets"],
      verbs: ["get", "update"],
      resourceNames: [INSTALL_NAMES.credentialSecret],
    },
  ];
}

/** Every right the agent gets, cluster-wide ones first: what the console prints before anything is installed. */
export function agentRbacRules(): RbacRule[] {
  return [...clusterRules(), ...namespaceRules()];
}
