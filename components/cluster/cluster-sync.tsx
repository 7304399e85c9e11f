"use client";

import Link from "next/link";
import { useMemo } from "react";
import { Card } from "@/components/ui/card";
import { DataTable, SubLine, type Column } from "@/components/ui/data-table";
import { KindTag } from "@/components/ui/pill";
import { EmptyState, Notice } from "@/components/ui/states";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { ClusterDetail, KindSync } from "@/lib/contracts/api/clusters";
import { isUnreadable, kindFilter, kindKey, SyncState } from "./sync-state";

type Path = (rest?: string) => string;

function columnsOf(path: Path, cluster: ClusterDetail): readonly Column<KindSync>[] {
  return [
    {
      id: "kind",
      header: "Kind",
      width: "27%",
      cell: (row) => (
        <>
          <span className="[&_code]:break-all [&_code]:whitespace-normal">
            <KindTag kind={row.kind} group={row.group} />
          </span>
          <SubLine>
            {row.group === "" ? row.version : `${row.group}/${row.version}`}
            <span className="max-[900px]:hidden"> · {row.resource}</span>
          </SubLine>
        </>
      ),
    },
    {
      id: "state",
      header: "State",
      narrowWidth: "118px",
      cell: (row) => (
        <>
          <SyncState sync={row} />
          {row.message !== null && row.message !== "" && <SubLine>{row.message}</SubLine>}
        </>
      ),
    },
    {
      id: "entities",
      header: "Entities",
      width: "104px",
      align: "right",
      cell: (row) =>
        isUnreadable(row) && row.entities === 0 ? (
          <span className="text-text-3">not known</span>
        ) : (
          <>
            <Link
              href={path(`/inventory?cluster=${cluster.id}&kind=${kindFilter(row, cluster.kindSyncs)}`)}
              aria-label={`${row.entities} ${row.kind}`}
              className="link"
            >
              {formatNumber(row.entities)}
            </Link>
            {row.state === "listing" && row.total !== null && (
              <span className="text-text-3"> of {formatNumber(Math.max(row.total, row.entities))}</span>
            )}
          </>
        ),
    },
    {
      id: "listed",
      header: "Last full list",
      width: "130px",
      priority: 2,
      cell: (row) =>
        row.lastFullListAt === null ? (
          <span className="text-text-3">none yet</span>
        ) : (
          <TimeAgo at={row.lastFullListAt} />
        ),
    },
    {
      id: "redacted",
      header: "Redacted fields",
      width: "130px",
      align: "right",
      priority: 2,
      cell: (row) =>
        row.redactedFields === 0 ? (
          <span className="text-text-3">none</span>
        ) : (
          formatNumber(row.redactedFields)
        ),
    },
  ];
}

const rank: Record<KindSync["state"], number> = {
  forbidden: 0,
  error: 0,
  listing: 1,
  pending: 2,
  complete: 3,
};

/** How reading each kind goes, what cannot be read first, and what that means for judgement. */
export function ClusterSync({ cluster }: { readonly cluster: ClusterDetail }) {
  const { path } = useOrganization();
  const columns = useMemo(() => columnsOf(path, cluster), [path, cluster]);
  const rows = useMemo(
    () =>
      cluster.kindSyncs.toSorted(
        (a, b) =>
          rank[a.state] - rank[b.state] || a.kind.localeCompare(b.kind) || a.group.localeCompare(b.group),
      ),
    [cluster.kindSyncs],
  );
  if (rows.length === 0)
    return (
      <Card>
        <EmptyState title="Which kinds can be read is not known yet">
          The agent asks the API server for its kinds when it first calls, and tries to list each of them.
        </EmptyState>
      </Card>
    );
  return (
    <Card aria-label="Sync health by kind">
      <Meaning rows={rows} folder={cluster.source === "folder"} />
      <DataTable label="Sync health by kind" columns={columns} rows={rows} rowId={kindKey} />
      <p className="border-t border-line px-3 py-2 text-sm text-text-3">
        Redacted fields were replaced in the cluster by their size and a keyed digest; their values were never
        sent.
      </p>
    </Card>
  );
}

function Meaning({ rows, folder }: { readonly rows: readonly KindSync[]; readonly folder: boolean }) {
  const count = rows.filter(isUnreadable).length;
  if (count === 0) return null;
  const them = count === 1 ? "it" : "them";
  return (
    <Notice tone="warn" className="rounded-none border-b border-line">
      {plural(count, "kind")} cannot be read. No policy judges {them}: what you see here says nothing about{" "}
      {them}, and rules that look {them} up may miss what is there.{" "}
      {folder
        ? "Mend the files that the message names."
        : `Grant the agent get, list and watch on ${them}, or take the denial away; it tries again by itself.`}
    </Notice>
  );
}
