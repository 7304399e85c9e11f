import { INSTALL_NAMES } from "./names";

/** One rule of a Role or ClusterRole, as Kubernetes writes it. */
export interface RbacRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
  /** Only these objects; absent means all objects of the resources. */
  resourceNames?: string[];
}

/** Cluster-wide rights: reading, nothing else. No non-resource URL is needed. */
export function clusterRules(): RbacRule[] {
  return [{ apiGroups: ["*"], resources: ["*"], verbs: ["get", "list", "watch"] }];
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
