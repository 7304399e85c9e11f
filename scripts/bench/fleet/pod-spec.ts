import type { Json, JsonObject } from "@/lib/domain/json";
import type { Place } from "./metadata";

/** A pod's spec as a well-kept service has it, with one slip in a while. */
export function podSpec(place: Place): JsonObject {
  const { chance, name, labels } = place;
  const roles = ["app", ...(chance.in(45) ? ["proxy"] : []), ...(chance.in(25) ? ["exporter"] : [])];
  return {
    serviceAccountName: name,
    automountServiceAccountToken: chance.in(10),
    terminationGracePeriodSeconds: 30,
    dnsPolicy: "ClusterFirst",
    restartPolicy: "Always",
    schedulerName: "default-scheduler",
    priorityClassName: "business",
    enableServiceLinks: false,
    ...(chance.in(3) ? { hostNetwork: true } : {}),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 10_001,
      runAsGroup: 10_001,
      fsGroup: 10_001,
      seccompProfile: { type: "RuntimeDefault" },
    },
    imagePullSecrets: [{ name: "registry" }],
    nodeSelector: { "kubernetes.io/os": "linux" },
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: {
              topologyKey: "kubernetes.io/hostname",
              labelSelector: {
                matchLabels: { "app.kubernetes.io/instance": labels["app.kubernetes.io/instance"] ?? name },
              },
            },
          },
        ],
      },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { "app.kubernetes.io/instance": name } },
      },
    ],
    tolerations: [
      {
        key: "node.kubernetes.io/not-ready",
        operator: "Exists",
        effect: "NoExecute",
        tolerationSeconds: 300,
      },
      {
        key: "node.kubernetes.io/unreachable",
        operator: "Exists",
        effect: "NoExecute",
        tolerationSeconds: 300,
      },
    ],
    initContainers: chance.in(35) ? [container(place, "migrate", 9, false)] : [],
    containers: roles.map((role, position) => container(place, role, position, true)),
    volumes: volumes(place),
  };
}

function container(place: Place, role: string, position: number, lasts: boolean): JsonObject {
  const { chance, team, index } = place;
  const tag = chance.in(6) ? "latest" : `2.${String(index % 20)}.${String(position)}`;
  const image = `registry.example.com/${team}/${role}:${tag}`;
  return {
    name: role,
    image: chance.in(50) ? `${image}@sha256:${chance.hex(role, 64)}` : image,
    imagePullPolicy: "IfNotPresent",
    command: ["/usr/local/bin/service"],
    args: [
      "serve",
      "--config=/etc/service/config.yaml",
      `--listen=:${String(8080 + position)}`,
      "--log-format=json",
      "--log-level=info",
    ],
    ports: lasts
      ? [
          { name: "http", containerPort: 8080 + position, protocol: "TCP" },
          { name: `metrics-${String(position)}`, containerPort: 9090 + position, protocol: "TCP" },
        ]
      : [],
    env: environment(place, role),
    resources: {
      requests: {
        cpu: `${String(50 * (1 + chance.below(8)))}m`,
        memory: "256Mi",
        "ephemeral-storage": "100Mi",
      },
      limits: chance.in(8) ? { memory: "512Mi" } : { cpu: "1", memory: "512Mi", "ephemeral-storage": "1Gi" },
    },
    securityContext: chance.in(5)
      ? { privileged: true }
      : {
          privileged: false,
          runAsNonRoot: true,
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: !chance.in(10),
          capabilities: { drop: ["ALL"], ...(chance.in(4) ? { add: ["NET_ADMIN"] } : {}) },
        },
    ...(lasts ? probes(place) : {}),
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "FallbackToLogsOnError",
    volumeMounts: [
      { name: "config", mountPath: "/etc/service", readOnly: true },
      { name: "tmp", mountPath: "/tmp" },
      { name: "tls", mountPath: "/var/run/tls", readOnly: true },
    ],
  };
}

function environment({ chance, name, team }: Place, role: string): Json[] {
  const plain = [
    "LOG_LEVEL",
    "HTTP_TIMEOUT",
    "CACHE_TTL",
    "FEATURE_FLAGS_URL",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "REGION",
  ];
  return [
    ...plain.map((variable, position) => ({ name: variable, value: `${team}-${role}-${String(position)}` })),
    { name: "POD_NAME", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } } },
    { name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: `${name}-database`, key: "url" } } },
    { name: "QUEUE_HOST", valueFrom: { configMapKeyRef: { name, key: "queue.host" } } },
    ...(chance.in(4) ? [{ name: "DATABASE_PASSWORD", value: "<redacted>" }] : []),
  ];
}

function probes({ chance }: Place): JsonObject {
  const probe = (path: string, periodSeconds: number): JsonObject => ({
    httpGet: { path, port: "http", scheme: "HTTP" },
    periodSeconds,
    timeoutSeconds: 2,
    successThreshold: 1,
    failureThreshold: 3,
  });
  return {
    ...(chance.in(7) ? {} : { livenessProbe: probe("/healthz", 10) }),
    readinessProbe: probe("/ready", 5),
    startupProbe: { ...probe("/healthz", 5), failureThreshold: 30 },
    lifecycle: { preStop: { exec: { command: ["/bin/sleep", "5"] } } },
  };
}

function volumes({ chance, name }: Place): Json[] {
  return [
    { name: "config", configMap: { name, defaultMode: 420 } },
    { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
    { name: "tls", secret: { secretName: `${name}-tls`, defaultMode: 288 } },
    ...(chance.in(3) ? [{ name: "host", hostPath: { path: "/var/log", type: "Directory" } }] : []),
  ];
}
