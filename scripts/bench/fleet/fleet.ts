import type { JsonObject } from "@/lib/domain/json";
import { clusterRole, clusterRoleBinding, namespace, role, roleBinding, serviceAccount } from "./access";
import { placeOf, type Place } from "./metadata";
import { httpRoute, ingress, networkPolicy, service, virtualService } from "./networking";
import {
  application,
  autoscaler,
  budget,
  certificate,
  claim,
  configMap,
  secret,
  serviceMonitor,
} from "./others";
import { cronJob, daemonSet, deployment, job, pod, replicaSet, statefulSet } from "./workloads";

/** How many of a hundred objects are of each kind. */
const shares: readonly (readonly [string, number, (place: Place) => JsonObject])[] = [
  ["Pod", 24, pod],
  ["ReplicaSet", 12, replicaSet],
  ["Deployment", 11, deployment],
  ["ConfigMap", 6, configMap],
  ["Secret", 6, secret],
  ["Service", 7, service],
  ["Job", 4, job],
  ["CronJob", 2, cronJob],
  ["StatefulSet", 2, statefulSet],
  ["DaemonSet", 2, daemonSet],
  ["ServiceAccount", 3, serviceAccount],
  ["Role", 2, role],
  ["RoleBinding", 2, roleBinding],
  ["ClusterRole", 2, clusterRole],
  ["ClusterRoleBinding", 1, clusterRoleBinding],
  ["Ingress", 3, ingress],
  ["NetworkPolicy", 3, networkPolicy],
  ["PersistentVolumeClaim", 1, claim],
  ["HorizontalPodAutoscaler", 1, autoscaler],
  ["PodDisruptionBudget", 1, budget],
  ["Namespace", 1, namespace],
  ["HTTPRoute", 1, httpRoute],
  ["VirtualService", 1, virtualService],
  ["Certificate", 1, certificate],
  ["ServiceMonitor", 0.5, serviceMonitor],
  ["Application", 0.5, application],
];

/** Objects as a fleet holds them: 26 kinds in the shares that clusters have. The same count gives the same objects. */
export function fleet(count: number): JsonObject[] {
  return shares.flatMap(([kind, share, make]) =>
    Array.from({ length: Math.max(1, Math.round((count * share) / 100)) }, (_, index) =>
      make(placeOf(kind, index)),
    ),
  );
}

/** One Deployment of the fleet. */
export function typicalDeployment(): JsonObject {
  return deployment(placeOf("Deployment", 0));
}
