import { HEALTH_PORT, INSTALL_NAMES, INSTALL_TOKEN_FILE } from "./names";

/** `Never` is for nodes that hold the image already: air-gapped clusters and tests. */
export type ImagePullPolicy = "Always" | "IfNotPresent" | "Never";

export interface AgentDeployment {
  consoleUrl: string;
  image: string;
  imagePullPolicy: ImagePullPolicy;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/**
 * The agent's Deployment. One replica, and `Recreate`, because two agents of one cluster would each open an epoch and
 * push the other out.
 */
export function agentDeployment(input: AgentDeployment) {
  const selector = {
    "app.kubernetes.io/name": INSTALL_NAMES.agent,
    "app.kubernetes.io/instance": INSTALL_NAMES.agent,
  };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name: INSTALL_NAMES.agent,
      namespace: INSTALL_NAMES.namespace,
      labels: input.labels,
      annotations: input.annotations,
    },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 2,
      strategy: { type: "Recreate" },
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: { ...input.labels, ...selector } },
        spec: {
          serviceAccountName: INSTALL_NAMES.agent,
          automountServiceAccountToken: true,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 10,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            runAsGroup: 65532,
            fsGroup: 65532,
            seccompProfile: { type: "RuntimeDefault" },
          },
          containers: [agentContainer(input)],
          volumes: [
            { name: "install", secret: { secretName: INSTALL_NAMES.installSecret, defaultMode: 0o440 } },
          ],
        },
      },
    },
  };
}

function agentContainer(input: AgentDeployment) {
  return {
    name: "agent",
    image: input.image,
    imagePullPolicy: input.imagePullPolicy,
    args: ["--health-port", String(HEALTH_PORT)],
    env: [
      { name: "EDICT_CONSOLE_URL", value: input.consoleUrl },
      { name: "EDICT_INSTALL_TOKEN_FILE", value: INSTALL_TOKEN_FILE },
      // A small young generation, and an allocator that gives memory back: resident is then what is really in use.
      { name: "NODE_OPTIONS", value: "--max-old-space-size=72 --max-semi-space-size=2" },
      { name: "MALLOC_ARENA_MAX", value: "1" },
      { name: "MALLOC_MMAP_THRESHOLD_", value: "65536" },
      { name: "MALLOC_TRIM_THRESHOLD_", value: "131072" },
    ],
    ports: [{ name: "health", containerPort: HEALTH_PORT, protocol: "TCP" }],
    resources: {
      requests: { cpu: "20m", memory: "64Mi" },
      limits: { cpu: "1", memory: "128Mi" },
    },
    livenessProbe: {
      httpGet: { path: "/healthz", port: "health" },
      initialDelaySeconds: 5,
      periodSeconds: 20,
      timeoutSeconds: 5,
      failureThreshold: 3,
    },
    readinessProbe: {
      httpGet: { path: "/readyz", port: "health" },
      periodSeconds: 5,
      timeoutSeconds: 5,
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 65532,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    },
    volumeMounts: [{ name: "install", mountPath: "/var/run/edict/install", readOnly: true }],
  };
}
