import type { GroupKind } from "@/lib/domain/kinds";

function of(group: string, ...kinds: readonly string[]): readonly GroupKind[] {
  return kinds.map((kind) => ({ group, kind }));
}

/** Kinds every cluster has, offered before any cluster is connected. The workloads first: most templates judge them. */
export const commonKinds: readonly GroupKind[] = [
  ...of("", "Pod"),
  ...of("apps", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"),
  ...of("batch", "Job", "CronJob"),
  ...of("", "Service", "Namespace", "ServiceAccount", "ConfigMap", "PersistentVolumeClaim"),
  ...of("networking.k8s.io", "NetworkPolicy", "Ingress"),
  ...of("rbac.authorization.k8s.io", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"),
  ...of("autoscaling", "HorizontalPodAutoscaler"),
  ...of("policy", "PodDisruptionBudget"),
  ...of("", "Node", "PersistentVolume", "ReplicationController", "ResourceQuota", "LimitRange"),
  ...of("storage.k8s.io", "StorageClass"),
  ...of("gateway.networking.k8s.io", "Gateway", "HTTPRoute"),
  ...of("apiextensions.k8s.io", "CustomResourceDefinition"),
  ...of("admissionregistration.k8s.io", "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"),
];

export function kindKey({ group, kind }: GroupKind): string {
  return `${group}/${kind}`;
}

/** A kind as one may type it: `NetworkPolicy`, `apps/Deployment`, `Deployment.apps`, with `*` for any; null for none. */
export function parseKind(text: string): GroupKind | null {
  const trimmed = text.trim();
  const slash = /^([a-z0-9.-]*|\*)\/([A-Z][A-Za-z0-9]*|\*)$/.exec(trimmed);
  if (slash !== null) return { group: slash[1] ?? "", kind: slash[2] ?? "" };
  const dot = /^([A-Z][A-Za-z0-9]*)(?:\.([a-z0-9.-]+))?$/.exec(trimmed);
  return dot === null ? null : { group: dot[2] ?? "", kind: dot[1] ?? "" };
}
