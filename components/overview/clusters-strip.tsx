"use client";

import Link from "next/link";
import { ClusterStatus, LastHeard } from "@/components/cluster/cluster-status";
import { OpenViolations } from "@/components/cluster/open-violations";
import { Card, CardHeader } from "@/components/ui/card";
import { formatNumber } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { Cluster } from "@/lib/contracts/api/clusters";

const shownMax = 8;
/** What needs a look comes first. */
const rank: Record<Cluster["status"], number> = { stale: 0, waiting: 1, connected: 2 };

/** Each cluster with how fresh its data is. */
export function ClustersStrip({ clusters }: { readonly clusters: readonly Cluster[] }) {
  const { path } = useOrganization();
  const sorted = clusters.toSorted((a, b) => rank[a.status] - rank[b.status] || a.name.localeCompare(b.name));
  return (
    <Card>
      <CardHeader
        title="Clusters"
        actions={
          <Link href={path("/clusters")} className="link text-sm">
            {clusters.length > shownMax ? `All ${formatNumber(clusters.length)} clusters` : "All clusters"}
          </Link>
        }
      />
      <ul className="-mr-px -mb-px grid grid-cols-[repeat(auto-fit,minmax(230px,1fr))]">
        {sorted.slice(0, shownMax).map((cluster) => (
          <li key={cluster.id} className="min-w-0 border-r border-b border-line px-3.5 py-2.5">
            <div className="flex items-baseline justify-between gap-2">
              <Link
                href={path(`/clusters/${cluster.id}`)}
                className="min-w-0 truncate rounded-xs font-[560] hover:underline"
              >
                {cluster.name}
              </Link>
              <ClusterStatus status={cluster.status} />
            </div>
            <div className="mt-0.5 flex flex-wrap justify-between gap-x-3 text-sm text-text-3">
              <Link href={path(`/inventory?cluster=${cluster.id}`)} className="rounded-xs hover:underline">
                {formatNumber(cluster.entities)} entities
              </Link>
              {cluster.lastHeardAt !== null && (
                <span>
                  heard <LastHeard cluster={cluster} />
                </span>
              )}
            </div>
            <div className="mt-1 text-sm">
              <OpenViolations cluster={cluster} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
