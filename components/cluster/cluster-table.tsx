"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { DataTable, SubLine, type Column } from "@/components/ui/data-table";
import { Pill } from "@/components/ui/pill";
import { formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { Cluster } from "@/lib/contracts/api/clusters";
import { AgentVersion, ClusterStatus, LastHeard, sourceWords } from "./cluster-status";
import { LabelTags } from "./label-tags";
import { OpenViolations } from "./open-violations";

type Path = (rest?: string) => string;

function Readable({ cluster, path }: { readonly cluster: Cluster; readonly path: Path }) {
  const { complete, listing, unreadable } = cluster.kinds;
  if (complete + listing + unreadable === 0) return <span className="text-text-3">not known yet</span>;
  const href = path(`/clusters/${cluster.id}?tab=sync`);
  return (
    <>
      {unreadable > 0 ? (
        <Link href={href} className="rounded-xs font-[530] text-medium hover:underline">
          {formatNumber(unreadable)} not readable
        </Link>
      ) : (
        <Link href={href} className="rounded-xs text-text-2 hover:underline">
          all readable
        </Link>
      )}
      <SubLine>
        {listing > 0
          ? `${formatNumber(complete)} of ${formatNumber(complete + listing)} listed`
          : `of ${formatNumber(complete + unreadable)}`}
      </SubLine>
    </>
  );
}

function columnsOf(path: Path): readonly Column<Cluster>[] {
  return [
    {
      id: "cluster",
      header: "Cluster",
      cell: (row) => (
        <>
          <span className="flex flex-wrap items-center gap-x-2">
            <Link href={path(`/clusters/${row.id}`)} className="font-[560] hover:underline">
              {row.name}
            </Link>
            {row.sample && <Pill tone="accent">Sample</Pill>}
          </span>
          <LabelTags labels={row.labels} />
        </>
      ),
    },
    {
      id: "status",
      header: "Status",
      width: "120px",
      cell: (row) => (
        <>
          <ClusterStatus status={row.status} />
          <SubLine>
            {row.status === "waiting" ? "for its agent" : "heard "}
            {row.status !== "waiting" && <LastHeard cluster={row} />}
          </SubLine>
        </>
      ),
    },
    {
      id: "versions",
      header: "Reads from",
      width: "19%",
      priority: 3,
      cell: (row) => (
        <>
          {sourceWords(row)}
          <SubLine>
            Agent <AgentVersion cluster={row} />
          </SubLine>
        </>
      ),
    },
    {
      id: "entities",
      header: "Entities",
      width: "116px",
      priority: 2,
      align: "right",
      cell: (row) => (
        <>
          <Link href={path(`/inventory?cluster=${row.id}`)} className="rounded-xs hover:underline">
            {formatNumber(row.entities)}
          </Link>
          <SubLine>{plural(row.namespaces, "namespace")}</SubLine>
        </>
      ),
    },
    {
      id: "violations",
      header: "Open violations",
      width: "25%",
      cell: (row) => (
        <>
          <OpenViolations cluster={row} />
          {row.pendingEvaluations > 0 && (
            <SubLine>{formatNumber(row.pendingEvaluations)} entities not judged yet</SubLine>
          )}
        </>
      ),
    },
    {
      id: "kinds",
      header: "Kinds",
      width: "122px",
      priority: 2,
      cell: (row) => <Readable cluster={row} path={path} />,
    },
  ];
}

const rowId = (row: Cluster) => row.id;

export function ClusterTable({ rows }: { readonly rows: readonly Cluster[] }) {
  const { path } = useOrganization();
  const router = useRouter();
  const columns = useMemo(() => columnsOf(path), [path]);
  return (
    <DataTable
      label="Clusters"
      columns={columns}
      rows={rows}
      rowId={rowId}
      onOpen={(row) => router.push(path(`/clusters/${row.id}`))}
    />
  );
}
