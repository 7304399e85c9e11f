import type { Cluster, ClusterDetail } from "@/lib/contracts/api/clusters";
import type { ClusterRow } from "@/lib/data/clusters/read";

/** Four heartbeats missed: what the console shows of the cluster may be out of date. */
export const STALE_AFTER_MS = 90_000;

export function clusterStatus(
  lastHeardAt: Date | null,
  connectedAt: Date | null,
  now: Date,
): Cluster["status"] {
  if (connectedAt === null || lastHeardAt === null) return "waiting";
  return now.getTime() - lastHeardAt.getTime() > STALE_AFTER_MS ? "stale" : "connected";
}

export function presentCluster(row: ClusterRow, consoleVersion: string, now: Date): Cluster {
  return {
    id: row.id,
    name: row.name,
    labels: row.labels,
    status: clusterStatus(row.last_heard_at, row.connected_at, now),
    sample: row.sample,
    source: row.source,
    kubernetesVersion: row.kubernetes_version,
    agentVersion: row.agent_version,
    agentSkewed: row.agent_version !== null && row.agent_version !== consoleVersion,
    createdAt: row.created_at.toISOString(),
    connectedAt: row.connected_at?.toISOString() ?? null,
    lastHeardAt: row.last_heard_at?.toISOString() ?? null,
    lastChangeAt: row.last_change_at?.toISOString() ?? null,
    entities: row.entities,
    namespaces: row.namespaces,
    pendingEvaluations: row.pending,
    openViolations: { critical: row.critical, high: row.high, medium: row.medium, low: row.low },
    kinds: { complete: row.complete, listing: row.listing, unreadable: row.unreadable },
  };
}

type Step = ClusterDetail["steps"][number];

/** The stepper of a connecting cluster. Each step is active until what it waits for is true in the database. */
export function connectSteps(cluster: Cluster, kinds: ClusterDetail["kindSyncs"]): Step[] {
  const number = new Intl.NumberFormat("en");
  const connected = cluster.connectedAt !== null;
  const known = kinds.length > 0;
  const unreadable = kinds.filter((kind) => kind.state === "forbidden" || kind.state === "error");
  const listing = cluster.kinds.listing;
  const listed = known && listing === 0;
  const expected = kinds.reduce((sum, kind) => sum + Math.max(kind.total ?? 0, kind.entities), 0);
  const judged = cluster.entities - cluster.pendingEvaluations;
  const state = (done: boolean, active: boolean): Step["state"] =>
    done ? "done" : active ? "active" : "pending";
  const violations = Object.values(cluster.openViolations).reduce((sum, count) => sum + count, 0);
  return [
    {
      id: "waiting",
      state: state(connected, true),
      detail: connected
        ? "The agent was installed."
        : "Waiting for the agent to call. This page changes by itself.",
    },
    {
      id: "connected",
      state: state(connected, false),
      detail: connected
        ? `Connected to ${cluster.source === "folder" ? "a folder of manifests" : `Kubernetes ${cluster.kubernetesVersion ?? "of unknown version"}`}.`
        : "The agent has not called yet.",
    },
    {
      id: "permissions",
      state: state(known, connected),
      detail: !known
        ? "Which kinds the agent may read is not known yet."
        : unreadable.length === 0
          ? `All ${kinds.length} kinds are readable.`
          : `${unreadable.length} of ${kinds.length} kinds are not readable, so they are not judged.`,
    },
    {
      id: "objects",
      state: state(listed, known),
      detail: listed
        ? `${number.format(cluster.entities)} objects stored.`
        : `${number.format(cluster.entities)} of ${number.format(expected)} objects.`,
    },
    {
      id: "results",
      state: state(listed && cluster.pendingEvaluations === 0, listed || judged > 0),
      detail:
        listed && cluster.pendingEvaluations === 0
          ? `Every object is judged by the policies there are: ${number.format(violations)} open violations.`
          : `${number.format(Math.max(judged, 0))} of ${number.format(cluster.entities)} objects judged.`,
    },
  ];
}
