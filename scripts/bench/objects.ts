import type { Json } from "@/lib/contracts/wire/canonical-json";

/**
 * A Deployment as real ones are: three containers with probes, resources, environment and mounts, about 3.5 kB of JSON. Every
 * second one breaks rules. The same index gives the same object.
 */
export function deployment(index: number): { [key: string]: Json } {
  const good = index % 2 === 0;
  const name = `service-${String(index)}`;
  const labels = {
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/part-of": "shop",
    ...(good ? { owner: "team-a" } : {}),
  };
  const container = (role: string, position: number): Json => ({
    name: role,
    image: `registry.example.com/shop/${role}:${good ? `1.${String(index % 40)}.${String(position)}` : "latest"}`,
    imagePullPolicy: "IfNotPresent",
    ports: [{ name: "http", containerPort: 8080 + position, protocol: "TCP" }],
    env: Array.from({ length: 6 }, (_, variable) => ({
      name: `SETTING_${String(variable)}`,
      value: `value-${String(index)}-${String(variable)}`,
    })),
    resources: {
      requests: { cpu: "100m", memory: "128Mi" },
      limits: good ? { cpu: "500m", memory: "256Mi" } : { cpu: "500m" },
    },
    securityContext: good
      ? {
          runAsNonRoot: true,
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        }
      : { privileged: position === 0 },
    livenessProbe: { httpGet: { path: "/healthz", port: "http" }, periodSeconds: 10, timeoutSeconds: 2 },
    readinessProbe: { httpGet: { path: "/ready", port: "http" }, periodSeconds: 5, timeoutSeconds: 2 },
    volumeMounts: [
      { name: "config", mountPath: "/etc/service" },
      { name: "cache", mountPath: "/var/cache/service" },
    ],
  });
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name,
      namespace: `team-${String(index % 25)}`,
      uid: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
      labels,
      annotations: { "deployment.kubernetes.io/revision": "3", "example.com/owner": "platform" },
    },
    spec: {
      replicas: 3,
      revisionHistoryLimit: 10,
      selector: { matchLabels: { "app.kubernetes.io/name": name } },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          terminationGracePeriodSeconds: 30,
          containers: ["app", "proxy", "exporter"].map(container),
          volumes: [
            { name: "config", configMap: { name } },
            { name: "cache", emptyDir: {} },
          ],
        },
      },
    },
  };
}
