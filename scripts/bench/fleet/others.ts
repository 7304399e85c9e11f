import type { JsonObject } from "@/lib/domain/json";
import { metadataOf, type Place } from "./metadata";

export function configMap(place: Place): JsonObject {
  const { chance, name, team } = place;
  const lines = Array.from(
    { length: 15 + chance.below(80) },
    (_, line) => `service.option-${String(line)}: ${team}-${String(line * 7)}`,
  );
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: metadataOf(place),
    ...(chance.in(30) ? { immutable: true } : {}),
    data: {
      "config.yaml": lines.join("\n"),
      "queue.host": `queue.${team}.svc`,
      "feature.flags": "checkout,search-v2",
      name,
    },
  };
}

/** As the agent sends it: values never leave the cluster. */
export function secret(place: Place): JsonObject {
  const keys = ["url", "username", "password", "ca.crt", "tls.crt", "tls.key", "token", "api-key"];
  const held = keys.slice(0, 2 + place.chance.below(6));
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: metadataOf(place),
    type: "Opaque",
    data: Object.fromEntries(held.map((key) => [key, `<redacted:${place.chance.hex(key, 32)}>`])),
  };
}

export function claim(place: Place): JsonObject {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: metadataOf(place),
    spec: {
      accessModes: [place.chance.in(10) ? "ReadWriteMany" : "ReadWriteOnce"],
      storageClassName: "encrypted-ssd",
      volumeMode: "Filesystem",
      volumeName: `pvc-${place.chance.uuid("volume")}`,
      resources: { requests: { storage: place.chance.in(6) ? "2Ti" : "20Gi" } },
    },
    status: { phase: "Bound", accessModes: ["ReadWriteOnce"], capacity: { storage: "20Gi" } },
  };
}

export function autoscaler(place: Place): JsonObject {
  const metric = (name: string): JsonObject => ({
    type: "Resource",
    resource: { name, target: { type: "Utilization", averageUtilization: 75 } },
  });
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: metadataOf(place),
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: place.name },
      minReplicas: place.chance.in(10) ? 1 : 3,
      maxReplicas: 12,
      metrics: [metric("cpu"), metric("memory")],
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: 300,
          policies: [{ type: "Percent", value: 10, periodSeconds: 60 }],
        },
      },
    },
    status: {
      currentReplicas: 3,
      desiredReplicas: 3,
      conditions: [{ type: "AbleToScale", status: "True", reason: "ReadyForNewScale" }],
    },
  };
}

export function budget(place: Place): JsonObject {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadataOf(place),
    spec: {
      ...(place.chance.in(8) ? { minAvailable: "100%" } : { maxUnavailable: 1 }),
      selector: { matchLabels: { "app.kubernetes.io/instance": place.name } },
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    },
    status: {
      currentHealthy: 3,
      desiredHealthy: 2,
      disruptionsAllowed: 1,
      expectedPods: 3,
      observedGeneration: 1,
    },
  };
}

/** A certificate of cert-manager's. */
export function certificate(place: Place): JsonObject {
  const { name, team, namespace } = place;
  return {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata: metadataOf(place),
    spec: {
      secretName: `${name}-tls`,
      duration: "2160h",
      renewBefore: "360h",
      commonName: `${name}.${team}.example.com`,
      dnsNames: [`${name}.${team}.example.com`, `${name}.${namespace}.svc`],
      privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
      usages: ["server auth", "client auth"],
      issuerRef: { name: "internal", kind: "ClusterIssuer", group: "cert-manager.io" },
    },
    status: {
      conditions: [{ type: "Ready", status: "True", reason: "Ready", message: "Certificate is up to date" }],
      revision: 7,
    },
  };
}

/** A monitor of the Prometheus operator's. */
export function serviceMonitor(place: Place): JsonObject {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: metadataOf(place),
    spec: {
      selector: { matchLabels: { "app.kubernetes.io/instance": place.name } },
      namespaceSelector: { matchNames: [place.namespace] },
      endpoints: ["http-0", "http-1"].map((port) => ({
        port,
        path: "/metrics",
        interval: "30s",
        scrapeTimeout: "10s",
        honorLabels: false,
      })),
    },
  };
}

/** An application of Argo CD's. */
export function application(place: Place): JsonObject {
  const { name, namespace, team } = place;
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: metadataOf(place),
    spec: {
      project: place.chance.in(10) ? "default" : team,
      source: {
        repoURL: `https://git.example.com/${team}/${name}`,
        path: "deploy/chart",
        targetRevision: "v2.1.0",
        helm: { valueFiles: ["values.yaml", "production.yaml"] },
      },
      destination: { server: "https://kubernetes.default.svc", namespace },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ["CreateNamespace=false", "ServerSideApply=true"],
      },
    },
    status: {
      sync: { status: "Synced", revision: place.chance.hex("revision", 40) },
      health: { status: "Healthy" },
    },
  };
}
