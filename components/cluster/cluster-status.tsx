import { cn } from "@/components/ui/cn";
import { Pill } from "@/components/ui/pill";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Cluster } from "@/lib/contracts/api/clusters";

type Status = Cluster["status"];

export const statusWord: Record<Status, string> = {
  waiting: "Waiting",
  connected: "Connected",
  stale: "Silent",
};

const inks: Record<Status, string> = {
  waiting: "text-unknown",
  connected: "text-pass",
  stale: "text-medium",
};

function Shape({ status }: { readonly status: Status }) {
  if (status === "connected") return <circle cx="7" cy="7" r="4" fill="currentColor" />;
  if (status === "stale")
    return (
      <path
        d="M7 2.6v5M7 10.6v.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    );
  return (
    <circle
      cx="7"
      cy="7"
      r="4.6"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeDasharray="2.4 1.9"
    />
  );
}

/** Shape, colour and word: a dot while heard, a dashed ring before the first word, an exclamation mark when silent. */
export function ClusterStatus({ status }: { readonly status: Status }) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 font-[530] whitespace-nowrap", inks[status])}>
      <svg viewBox="0 0 14 14" aria-hidden className="size-[13px] shrink-0">
        <Shape status={status} />
      </svg>
      {statusWord[status]}
    </span>
  );
}

/** "heard 4 s ago", or that nothing was ever heard. */
export function LastHeard({ cluster }: { readonly cluster: Pick<Cluster, "status" | "lastHeardAt"> }) {
  if (cluster.lastHeardAt === null) return <span className="text-text-3">never</span>;
  return (
    <span className={cluster.status === "stale" ? "font-[530] text-medium" : undefined}>
      <TimeAgo at={cluster.lastHeardAt} />
    </span>
  );
}

/** The agent's version, and whether it fits the console's. */
export function AgentVersion({
  cluster,
}: {
  readonly cluster: Pick<Cluster, "agentVersion" | "agentSkewed">;
}) {
  if (cluster.agentVersion === null) return <span className="text-text-3">not known yet</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      {cluster.agentVersion}
      {cluster.agentSkewed && (
        <Pill
          tone="medium"
          title="The agent's version differs from the console's. Run a new install line to renew it."
        >
          differs from the console
        </Pill>
      )}
    </span>
  );
}

/** What the agent reads from, in words; a folder has no Kubernetes to name. */
export function sourceWords(cluster: Pick<Cluster, "source" | "kubernetesVersion">): string {
  if (cluster.source === null) return "Source not known yet";
  if (cluster.source === "folder") return "Folder of manifests";
  return cluster.kubernetesVersion === null ? "API server" : `Kubernetes ${cluster.kubernetesVersion}`;
}
