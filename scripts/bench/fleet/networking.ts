import type { Json, JsonObject } from "@/lib/domain/json";
import { metadataOf, type Place } from "./metadata";

export function service(place: Place): JsonObject {
  const { chance, name } = place;
  const ports = Array.from({ length: 1 + chance.below(3) }, (_, position) => ({
    name: `http-${String(position)}`,
    port: 80 + position,
    targetPort: 8080 + position,
    protocol: "TCP",
    appProtocol: "http",
  }));
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadataOf(place),
    spec: {
      type: chance.in(6) ? "LoadBalancer" : chance.in(4) ? "NodePort" : "ClusterIP",
      clusterIP: `10.43.${String(place.index % 250)}.7`,
      clusterIPs: [`10.43.${String(place.index % 250)}.7`],
      ipFamilies: ["IPv4"],
      ipFamilyPolicy: "SingleStack",
      internalTrafficPolicy: "Cluster",
      sessionAffinity: "None",
      selector: { "app.kubernetes.io/instance": name },
      ports,
    },
    status: { loadBalancer: {} },
  };
}

export function ingress(place: Place): JsonObject {
  const { chance, name, team } = place;
  const hosts = Array.from(
    { length: 1 + chance.below(4) },
    (_, position) => `${name}-${String(position)}.${team}.example.com`,
  );
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: metadataOf(place),
    spec: {
      ingressClassName: "nginx",
      ...(chance.in(10) ? {} : { tls: [{ hosts, secretName: `${name}-tls` }] }),
      rules: hosts.map((host) => ({
        host: chance.in(4) ? `*.${team}.example.com` : host,
        http: {
          paths: ["/", "/api", "/static"].map((path) => ({
            path,
            pathType: "Prefix",
            backend: { service: { name, port: { name: "http-0" } } },
          })),
        },
      })),
    },
    status: { loadBalancer: { ingress: [{ ip: "203.0.113.10", ports: [{ port: 443, protocol: "TCP" }] }] } },
  };
}

export function networkPolicy(place: Place): JsonObject {
  const { chance, name, team } = place;
  const peers = Array.from({ length: 1 + chance.below(4) }, (_, position) => ({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": `${team}-${String(position)}` } },
    podSelector: { matchLabels: { "app.kubernetes.io/name": `client-${String(position)}` } },
  }));
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadataOf(place),
    spec: {
      podSelector: chance.in(10) ? {} : { matchLabels: { "app.kubernetes.io/instance": name } },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: chance.in(5) ? [{ ipBlock: { cidr: "0.0.0.0/0" } }] : peers,
          ports: [{ protocol: "TCP", port: 8080 }],
        },
      ],
      egress: [
        {
          to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } }],
          ports: [
            { protocol: "UDP", port: 53 },
            { protocol: "TCP", port: 53 },
          ],
        },
        {
          to: [{ ipBlock: { cidr: "10.20.0.0/16", except: ["10.20.9.0/24"] } }],
          ports: [{ protocol: "TCP", port: 5432 }],
        },
        { to: peers, ports: [{ protocol: "TCP", port: 8443 }] },
      ],
    },
  };
}

/** A route of the Gateway API. */
export function httpRoute(place: Place): JsonObject {
  const { name, namespace, team } = place;
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: metadataOf(place),
    spec: {
      parentRefs: [
        {
          group: "gateway.networking.k8s.io",
          kind: "Gateway",
          name: "public",
          namespace: "gateways",
          sectionName: "https",
        },
      ],
      hostnames: [`${name}.${team}.example.com`],
      rules: ["/", "/v1", "/v2"].map((value): Json => ({
        matches: [{ path: { type: "PathPrefix", value } }],
        backendRefs: [{ group: "", kind: "Service", name, namespace, port: 80, weight: 1 }],
      })),
    },
    status: {
      parents: [
        {
          controllerName: "example.com/gateway",
          parentRef: { name: "public" },
          conditions: [{ type: "Accepted", status: "True", reason: "Accepted", message: "" }],
        },
      ],
    },
  };
}

/** A service of Istio's. */
export function virtualService(place: Place): JsonObject {
  const { name, namespace, team } = place;
  const host = `${name}.${namespace}.svc.cluster.local`;
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: metadataOf(place),
    spec: {
      hosts: [host, `${name}.${team}.example.com`],
      gateways: ["mesh", "gateways/public"],
      http: ["/", "/v1"].map((prefix): Json => ({
        match: [{ uri: { prefix }, headers: { "x-canary": { exact: "true" } } }],
        route: [
          { destination: { host, subset: "stable", port: { number: 80 } }, weight: 90 },
          { destination: { host, subset: "canary", port: { number: 80 } }, weight: 10 },
        ],
        retries: { attempts: 3, perTryTimeout: "2s", retryOn: "5xx,reset" },
        timeout: "10s",
      })),
    },
  };
}
