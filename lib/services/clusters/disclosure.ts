import type { AgentDisclosure } from "@/lib/contracts/api/clusters";
import { agentRbacRules, renderUninstallCommand, type RbacRule } from "@/lib/install/manifest";
import { requirePermission, type Ctx } from "../context";

/** What the agent may do and what leaves a cluster: read before anything is installed. The rules are those of the manifest. */
export function readDisclosure(ctx: Ctx): AgentDisclosure {
  requirePermission(ctx, "cluster.read");
  return {
    rules: agentRbacRules().map((rule) => ({
      apiGroups: rule.apiGroups,
      resources: rule.resources,
      verbs: rule.verbs,
      ...reasonOf(rule),
    })),
    uninstallCommand: renderUninstallCommand(),
    sampleBefore,
    sampleAfter,
    neverSent: [
      "Values of Secrets: replaced in the cluster by their size and a keyed digest, so that equal values can still be compared",
      "Values of environment variables whose name says password, token, secret, key or credential",
      "ConfigMap values that look like keys or passwords",
      "Logs, metrics, container file systems, and anything that is not a Kubernetes object",
      "The annotation last-applied-configuration, which would repeat all of the above",
    ],
  };
}

function reasonOf({ resources, resourceNames }: RbacRule): { scope: string; why: string } {
  if (resourceNames === undefined) {
    return {
      scope: "Whole cluster",
      why: "Lists and watches every kind, custom ones included, so that policies can judge them. It cannot change or run anything.",
    };
  }
  if (resources.includes("secrets")) {
    return {
      scope: `Only the Secret ${resourceNames.join(", ")} in edict-system`,
      why: "Keeps the agent's own credential across restarts.",
    };
  }
  return {
    scope: `Only the namespace ${resourceNames.join(", ")}`,
    why: "Its uid tells this cluster from every other one.",
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
