import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { keepAliveAgent } from "../http/request";
import { silentLogger } from "../log";
import { KubernetesApi } from "./api";
import { Discoverer, preferredResources } from "./discovery";

const signal = new AbortController().signal;
const verbs = ["get", "list", "watch"];
let server: Server | undefined;

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

/** An API server that answers from a table; asked counts the requests by path. */
async function serve(answers: Record<string, unknown>) {
  const asked: string[] = [];
  const started = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(request.headers["if-none-match"] === undefined ? path : `${path} again`);
    if (request.headers["if-none-match"] !== undefined) {
      response.writeHead(304).end();
      return;
    }
    const answer = answers[path];
    const isAggregated = JSON.stringify(answer ?? null).includes("DiscoveryList");
    response.writeHead(answer === undefined ? 503 : 200, isAggregated ? { etag: '"1"' } : {});
    response.end(JSON.stringify(answer ?? { message: "unavailable" }));
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const address = started.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const agent = keepAliveAgent("http:", {});
  const connection = {
    server: `http://127.0.0.1:${port}`,
    fingerprint: "f",
    prepare: () => Promise.resolve({ agent, headers: {} }),
    close: () => agent.destroy(),
  };
  const api = new KubernetesApi(connection, 5_000);
  return { discoverer: new Discoverer(api, silentLogger, 5_000), asked };
}

function aggregated(group: string, versions: [version: string, kind: string, freshness?: string][]) {
  return {
    metadata: { name: group },
    versions: versions.map(([version, kind, freshness]) => ({
      version,
      freshness,
      resources: [
        {
          resource: `${kind.toLowerCase()}s`,
          responseKind: { group, version, kind },
          scope: "Namespaced",
          verbs,
        },
      ],
    })),
  };
}

describe("which kinds are watched", () => {
  it("takes each kind once, in the preferred version, without subresources and noise", () => {
    const resource = (name: string, kind: string, namespaced = true, can = verbs) => ({
      resource: name,
      kind,
      namespaced,
      verbs: can,
    });
    const found = preferredResources([
      {
        group: "",
        version: "v1",
        resources: [
          resource("pods", "Pod"),
          resource("pods/log", "Pod"),
          resource("events", "Event"),
          resource("nodes", "Node", false),
          resource("bindings", "Binding", true, ["create"]),
          resource("componentstatuses", "ComponentStatus", false, ["get", "list"]),
        ],
      },
      {
        group: "autoscaling",
        version: "v2",
        resources: [resource("horizontalpodautoscalers", "HorizontalPodAutoscaler")],
      },
      {
        group: "autoscaling",
        version: "v1",
        resources: [resource("horizontalpodautoscalers", "HorizontalPodAutoscaler"), resource("olds", "Old")],
      },
      { group: "authorization.k8s.io", version: "v1", resources: [resource("x", "SubjectAccessReview")] },
      { group: "metrics.k8s.io", version: "v1beta1", resources: [resource("pods", "PodMetrics")] },
      { group: "example.com", version: "v1", resources: [resource("reviews", "CodeReview")] },
    ]);
    expect(found.map(({ group, version, kind }) => `${group}/${version} ${kind}`)).toEqual([
      "/v1 Pod",
      "/v1 Node",
      "autoscaling/v2 HorizontalPodAutoscaler",
      "autoscaling/v1 Old",
      "example.com/v1 CodeReview",
    ]);
    expect(found[1]).toEqual({
      group: "",
      version: "v1",
      kind: "Node",
      resource: "nodes",
      namespaced: false,
    });
  });

  it("asks twice where the server aggregates, and not for what it knows already", async () => {
    const kind = "APIGroupDiscoveryList";
    const { discoverer, asked } = await serve({
      "/api": { kind, items: [aggregated("", [["v1", "Pod"]])] },
      "/apis": {
        kind,
        items: [
          aggregated("apps", [["v1", "Deployment"]]),
          aggregated("slow.example.com", [["v1", "Thing", "Stale"]]),
        ],
      },
    });
    const first = await discoverer.discover(signal);
    expect(first.resources.map((resource) => resource.kind)).toEqual(["Pod", "Deployment", "Thing"]);
    expect([...first.incompleteGroups]).toEqual(["slow.example.com"]);
    expect(await discoverer.discover(signal)).toEqual(first);
    expect(asked.sort()).toEqual(["/api", "/api again", "/apis", "/apis again"]);
  });

  it("asks group by group elsewhere, and remembers which could not answer", async () => {
    const list = (name: string, kind: string) => ({ resources: [{ name, kind, namespaced: true, verbs }] });
    const versions = [{ version: "v1beta1" }, { version: "v1" }];
    const { discoverer } = await serve({
      "/api": { kind: "APIVersions", versions: ["v1"] },
      "/api/v1": list("pods", "Pod"),
      "/apis": {
        kind: "APIGroupList",
        groups: [
          { name: "batch", versions, preferredVersion: { version: "v1" } },
          { name: "down.example.com", versions: [{ version: "v1" }] },
        ],
      },
      "/apis/batch/v1": list("cronjobs", "CronJob"),
      "/apis/batch/v1beta1": list("cronjobs", "CronJob"),
    });
    const { resources, incompleteGroups } = await discoverer.discover(signal);
    expect(resources.map(({ version, kind }) => `${version} ${kind}`)).toEqual(["v1 Pod", "v1 CronJob"]);
    expect([...incompleteGroups]).toEqual(["down.example.com"]);
  });
});
