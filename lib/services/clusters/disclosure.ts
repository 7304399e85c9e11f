import type { AgentDisclosure } from "@/lib/contracts/api/clusters";
import { agentRbacRules } from "@/lib/install/manifest";
import { requirePermission, type Ctx } from "../context";

/** What the agent may do and what leaves a cluster: read before anything is installed. The rules are those of the manifest. */
export function readDisclosure(ctx: Ctx): AgentDisclosure {
  requirePermission(ctx, "cluster.read");
  return {
    rules: agentRbacRules().map((rule) => {
      const own = rule.resourceNames !== undefined;
      return {
        apiGroups: rule.apiGroups,
        resources: rule.resources,
        verbs: rule.verbs,
        scope: own ? `Only the Secret ${(rule.resourceNames ?? []).join(", ")} in edict-system` : "Whole cluster",
        why: own ? "Keeps the agent's own credential across restarts." : "Reads every kind, custom ones included, so that policies can judge them. It cannot change anything.",
      };
    }),
    sampleBefore: sampleBefore,
    sampleAfter: sampleAfter,
    neverSent: [
      "Values of Secrets: replaced in the cluster by their size and a keyed digest, so that equal values can still be compared",
      "Values of environment variables whose name says password, token, secret, key or credential",
      "ConfigMap values that look like keys or passwords",
      "Logs, metrics, container file systems, and anything that is not a Kubernetes object",
      "The annotation last-applied-configuration, which would repeat all of the above",
    ],
  };
}

const sampleBefore = `apiVersion: v1
kind: Secret
metadata:
  name: database
  namespace: payments
type: Opaque
data:
  username: cGF5bWVudHM=
  password: c3VwZXItc2VjcmV0
`;

const sampleAfter = `apiVersion: v1
kind: Secret
metadata:
  name: database
  namespace: payments
type: Opaque
data:
  username: edict:redacted:8:5b1d0c3a9e7f4412
  password: edict:redacted:12:9c40e2d7715ab3f8
`;
