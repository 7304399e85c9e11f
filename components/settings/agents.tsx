"use client";

import Link from "next/link";
import { useMemo } from "react";
import { AgentVersion, ClusterStatus, LastHeard, sourceWords } from "@/components/cluster/cluster-status";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DataTable, SubLine, type Column } from "@/components/ui/data-table";
import { Pill } from "@/components/ui/pill";
import { QueryBody } from "@/components/ui/query-body";
import { EmptyState, Notice } from "@/components/ui/states";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useClusters } from "@/lib/client/use-clusters";
import type { Cluster } from "@/lib/contracts/api/clusters";

type Path = (rest?: string) => string;

function columnsOf(path: Path): readonly Column<Cluster>[] {
  return [
    {
      id: "cluster",
      header: "Cluster",
      cell: (row) => (
        <>
          <span className="flex flex-wrap items-center gap-x-2">
            <Link href={path(`/clusters/${row.id}?tab=agent`)} className="font-[560] hover:underline">
              {row.name}
            </Link>
            {row.sample && <Pill tone="accent">Sample</Pill>}
          </span>
          <SubLine>{sourceWords(row)}</SubLine>
        </>
      ),
    },
    {
      id: "version",
      header: "Agent version",
      width: "30%",
      cell: (row) => <AgentVersion cluster={row} />,
    },
    {
      id: "status",
      header: "Status",
      width: "120px",
      priority: 2,
      cell: (row) => <ClusterStatus status={row.status} />,
    },
    {
      id: "heard",
      header: "Last heard",
      width: "110px",
      cell: (row) => <LastHeard cluster={row} />,
    },
  ];
}

const clusterId = (row: Cluster) => row.id;
/** What needs a look first. */
const needs = (row: Cluster) => (row.agentSkewed ? 0 : row.status === "connected" ? 2 : 1);

export function Agents() {
  const { path, can } = useOrganization();
  const clusters = useClusters();
  const columns = useMemo(() => columnsOf(path), [path]);
  return (
    <Card aria-label="Agents">
      <QueryBody query={clusters} reading="Reading the agents …" rows={3}>
        {(items) => {
          const skewed = items.filter((cluster) => cluster.agentSkewed).length;
          if (items.length === 0)
            return (
              <EmptyState
                title="There is no agent yet"
                actions={
                  can("cluster.write") && (
                    <ButtonLink variant="primary" href={path("/clusters/new")}>
                      Add cluster
                    </ButtonLink>
                  )
                }
              >
                Each cluster has one, installed by the line that Add cluster gives.
              </EmptyState>
            );
          return (
            <>
              {skewed > 0 && (
                <Notice tone="warn" className="rounded-none">
                  {plural(skewed, "agent")} {skewed === 1 ? "differs" : "differ"} from this console’s version.
                  They keep working; a new install line from the cluster’s Agent tab renews one.
                </Notice>
              )}
              <DataTable
                label="Agents"
                columns={columns}
                rows={items.toSorted((a, b) => needs(a) - needs(b) || a.name.localeCompare(b.name))}
                rowId={clusterId}
              />
            </>
          );
        }}
      </QueryBody>
    </Card>
  );
}
