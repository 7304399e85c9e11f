import type { Json, JsonObject } from "@/lib/domain/json";
import { metadataOf, type Place } from "./metadata";
import { podSpec } from "./pod-spec";

const time = "2026-05-10T10:00:00Z";

function template(place: Place): JsonObject {
  return {
    metadata: { labels: place.labels, annotations: { "checksum/config": place.chance.hex("config", 64) } },
    spec: podSpec(place),
  };
}

const selectorOf = ({ name }: Place): JsonObject => ({ matchLabels: { "app.kubernetes.io/instance": name } });

function conditions(...types: readonly string[]): Json[] {
  return types.map((type) => ({
    type,
    status: "True",
    reason: `${type}Reached`,
    message: `The condition ${type} holds.`,
    lastTransitionTime: time,
    lastUpdateTime: time,
  }));
}

export function deployment(place: Place): JsonObject {
  const replicas = place.chance.in(10) ? 1 : 3;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadataOf(place),
    spec: {
      replicas,
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: 600,
      selector: selectorOf(place),
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
      template: template(place),
    },
    status: {
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      observedGeneration: 3,
      conditions: conditions("Progressing", "Available"),
    },
  };
}

export function replicaSet(place: Place): JsonObject {
  const replicas = place.chance.in(60) ? 0 : 3;
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: { ...metadataOf(place), ownerReferences: [owner(place, "apps/v1", "Deployment")] },
    spec: { replicas, selector: selectorOf(place), template: template(place) },
    status: {
      replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      fullyLabeledReplicas: replicas,
      observedGeneration: 2,
    },
  };
}

export function statefulSet(place: Place): JsonObject {
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: metadataOf(place),
    spec: {
      replicas: 3,
      serviceName: place.name,
      podManagementPolicy: "OrderedReady",
      revisionHistoryLimit: 5,
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
      selector: selectorOf(place),
      template: template(place),
      volumeClaimTemplates: [
        {
          apiVersion: "v1",
          kind: "PersistentVolumeClaim",
          metadata: { name: "data", labels: place.labels },
          spec: {
            accessModes: ["ReadWriteOnce"],
            storageClassName: "encrypted-ssd",
            volumeMode: "Filesystem",
            resources: { requests: { storage: "20Gi" } },
          },
        },
      ],
    },
    status: { replicas: 3, readyReplicas: 3, currentReplicas: 3, updatedReplicas: 3, collisionCount: 0 },
  };
}

export function daemonSet(place: Place): JsonObject {
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: metadataOf(place),
    spec: {
      revisionHistoryLimit: 5,
      selector: selectorOf(place),
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      template: template(place),
    },
    status: {
      currentNumberScheduled: 12,
      desiredNumberScheduled: 12,
      numberReady: 12,
      numberAvailable: 12,
      numberMisscheduled: 0,
    },
  };
}

export function job(place: Place): JsonObject {
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { ...metadataOf(place), ownerReferences: [owner(place, "batch/v1", "CronJob")] },
    spec: jobSpec(place),
    status: {
      startTime: time,
      completionTime: time,
      succeeded: 1,
      ready: 0,
      terminating: 0,
      conditions: conditions("SuccessCriteriaMet", "Complete"),
    },
  };
}

export function cronJob(place: Place): JsonObject {
  return {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: metadataOf(place),
    spec: {
      schedule: `${String(place.index % 60)} 3 * * *`,
      timeZone: "Etc/UTC",
      concurrencyPolicy: "Forbid",
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      suspend: false,
      jobTemplate: { metadata: { labels: place.labels }, spec: jobSpec(place) },
    },
    status: { lastScheduleTime: time, lastSuccessfulTime: time },
  };
}

function jobSpec(place: Place): JsonObject {
  const spec = template(place);
  return {
    backoffLimit: 2,
    completions: 1,
    parallelism: 1,
    ...(place.chance.in(10) ? {} : { activeDeadlineSeconds: 3600, ttlSecondsAfterFinished: 3600 }),
    template: { metadata: spec.metadata ?? {}, spec: { ...podSpec(place), restartPolicy: "Never" } },
  };
}

export function pod(place: Place): JsonObject {
  const spec = podSpec(place);
  const metadata = metadataOf(place, {
    labels: { ...place.labels, "pod-template-hash": place.chance.hex("hash", 9) },
  });
  const names = (spec.containers instanceof Array ? spec.containers : []).map(
    (_container, position) => ["app", "proxy", "exporter"][position] ?? "app",
  );
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...metadata,
      generateName: `${place.name}-`,
      ownerReferences: [owner(place, "apps/v1", "ReplicaSet")],
    },
    spec: {
      ...spec,
      nodeName: `node-${String(place.index % 12)}`,
      priority: 1000,
      preemptionPolicy: "PreemptLowerPriority",
    },
    status: {
      phase: "Running",
      qosClass: "Burstable",
      hostIP: "10.0.4.17",
      hostIPs: [{ ip: "10.0.4.17" }],
      podIP: `10.42.${String(place.index % 250)}.9`,
      podIPs: [{ ip: `10.42.${String(place.index % 250)}.9` }],
      startTime: time,
      conditions: conditions(
        "PodReadyToStartContainers",
        "Initialized",
        "Ready",
        "ContainersReady",
        "PodScheduled",
      ),
      containerStatuses: names.map((role) => ({
        name: role,
        image: `registry.example.com/${place.team}/${role}:2.1.0`,
        imageID: `registry.example.com/${place.team}/${role}@sha256:${place.chance.hex(role, 64)}`,
        containerID: `containerd://${place.chance.hex(`${role} container`, 64)}`,
        ready: true,
        started: true,
        restartCount: place.chance.below(3),
        lastState: {},
        state: { running: { startedAt: time } },
        volumeMounts: [
          { name: "config", mountPath: "/etc/service", readOnly: true, recursiveReadOnly: "Disabled" },
        ],
      })),
    },
  };
}

function owner(place: Place, apiVersion: string, kind: string): JsonObject {
  return {
    apiVersion,
    kind,
    name: place.name,
    uid: place.chance.uuid("owner"),
    controller: true,
    blockOwnerDeletion: true,
  };
}
