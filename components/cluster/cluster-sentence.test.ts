import { describe, expect, it } from "vitest";
import type { Cluster } from "@/lib/contracts/api/clusters";
import { clustersSentence, namesOf, unknownSentences } from "./cluster-sentence";

function cluster(name: string, change: Partial<Cluster> = {}): Cluster {
  return {
    id: "01920000-0000-7000-8000-000000000000",
    name,
    labels: {},
    status: "connected",
    sample: false,
    source: "api-server",
    kubernetesVersion: "1.34",
    agentVersion: "0.1.0",
    agentSkewed: false,
    createdAt: "2026-01-01T00:00:00.000Z",
    connectedAt: "2026-01-01T00:00:00.000Z",
    lastHeardAt: "2026-01-01T00:00:00.000Z",
    lastChangeAt: null,
    entities: 10,
    namespaces: 1,
    pendingEvaluations: 0,
    openViolations: { critical: 0, high: 0, medium: 0, low: 0 },
    kinds: { complete: 3, listing: 0, unreadable: 0 },
    ...change,
  };
}

describe("what is not known of the fleet", () => {
  it("says nothing more when everything is heard, readable and judged", () => {
    expect(unknownSentences([cluster("a"), cluster("b")])).toEqual([]);
    expect(clustersSentence([cluster("a"), cluster("b")])).toBe("2 clusters, all connected.");
  });

  it("names silent, waiting and partly unreadable clusters and counts what waits", () => {
    const fleet = [
      cluster("prod-eu", { kinds: { complete: 3, listing: 0, unreadable: 2 } }),
      cluster("staging", { status: "stale" }),
      cluster("new", { status: "waiting", pendingEvaluations: 1 }),
    ];
    expect(unknownSentences(fleet)).toEqual([
      "staging is silent, so what you see of it may have changed since.",
      "new has not connected yet, so nothing is known of it.",
      "2 kinds cannot be read in prod-eu, so they are not judged there.",
      "1 entity is stored but not judged yet.",
    ]);
  });

  it("shortens a long list of names", () => {
    expect(namesOf([{ name: "a" }, { name: "b" }, { name: "c" }, { name: "d" }])).toBe("a, b and 2 more");
  });
});
