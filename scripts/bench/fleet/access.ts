import type { Json, JsonObject } from "@/lib/domain/json";
import { metadataOf, type Place } from "./metadata";

const rbac = "rbac.authorization.k8s.io/v1";
const groups = [
  ["", ["configmaps", "services", "endpoints", "pods", "pods/log"]],
  ["apps", ["deployments", "replicasets", "statefulsets", "daemonsets"]],
  ["batch", ["jobs", "cronjobs"]],
  ["networking.k8s.io", ["ingresses", "networkpolicies"]],
  ["policy", ["poddisruptionbudgets"]],
  ["autoscaling", ["horizontalpodautoscalers"]],
  ["discovery.k8s.io", ["endpointslices"]],
  ["coordination.k8s.io", ["leases"]],
] as const;

function rules({ chance, index }: Place): Json[] {
  const plain = groups.slice(0, 3 + (index % 6)).map(([group, resources]) => ({
    apiGroups: [group],
    resources: [...resources],
    verbs: ["get", "list", "watch", ...(chance.in(20) ? ["create", "update", "patch", "delete"] : [])],
  }));
  return [
    ...plain,
    { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
    ...(chance.in(10) ? [{ apiGroups: [""], resources: ["secrets"], verbs: ["get", "list"] }] : []),
    ...(chance.in(4) ? [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }] : []),
  ];
}

export function role(place: Place): JsonObject {
  return { apiVersion: rbac, kind: "Role", metadata: metadataOf(place), rules: rules(place) };
}

export function clusterRole(place: Place): JsonObject {
  return {
    apiVersion: rbac,
    kind: "ClusterRole",
    metadata: metadataOf(place, { clustered: true }),
    rules: rules(place),
  };
}

function subjects({ chance, name, namespace, team }: Place): Json[] {
  return [
    { kind: "ServiceAccount", name, namespace },
    ...(chance.in(30)
      ? [{ kind: "Group", name: `team-${team}`, apiGroup: "rbac.authorization.k8s.io" }]
      : []),
    ...(chance.in(5) ? [{ kind: "ServiceAccount", name: "default", namespace }] : []),
  ];
}

export function roleBinding(place: Place): JsonObject {
  return {
    apiVersion: rbac,
    kind: "RoleBinding",
    metadata: metadataOf(place),
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: place.name },
    subjects: subjects(place),
  };
}

export function clusterRoleBinding(place: Place): JsonObject {
  return {
    apiVersion: rbac,
    kind: "ClusterRoleBinding",
    metadata: metadataOf(place, { clustered: true }),
    roleRef: {
      apiGroup: "rbac.authorization.k8s.io",
      kind: "ClusterRole",
      name: place.chance.in(8) ? "cluster-admin" : place.name,
    },
    subjects: subjects(place),
  };
}

export function serviceAccount(place: Place): JsonObject {
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: metadataOf(place),
    automountServiceAccountToken: place.chance.in(15),
    imagePullSecrets: [{ name: "registry" }],
  };
}

export function namespace(place: Place): JsonObject {
  const enforced: { [key: string]: string } = place.chance.in(15)
    ? {}
    : {
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "v1.34",
      };
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: metadataOf(place, {
      clustered: true,
      labels: { ...place.labels, ...enforced, "kubernetes.io/metadata.name": place.name },
    }),
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  };
}
