"use client";

import Link from "next/link";
import { useMemo } from "react";
import { Card } from "@/components/ui/card";
import { DataTable, type Column } from "@/components/ui/data-table";
import { KindTag } from "@/components/ui/pill";
import { EmptyState } from "@/components/ui/states";
import { formatNumber } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { ClusterDetail, KindSync } from "@/lib/contracts/api/clusters";
import { kindFilter, kindKey, SyncState } from "./sync-state";

type Path = (rest?: string) => string;

function columnsOf(path: Path, cluster: ClusterDetail): readonly Column<KindSync>[] {
  return [
    {
      id: "kind",
      header: "Kind",
      cell: (row) => (
        <span className="flex flex-wrap items-baseline gap-x-2">
          <KindTag kind={row.kind} group={row.group} />
          <span className="text-sm text-text-3">{row.group === "" ? "core" : row.group}</span>
        </span>
      ),
    },
    { id: "scope", header: "Scope", width: "150px", priority: 2, cell: scopeWords },
    { id: "state", header: "State", width: "180px", priority: 2, cell: (row) => <SyncState sync={row} /> },
    {
      id: "entities",
      header: "Entities",
      width: "96px",
      align: "right",
      cell: (row) => (
        <Link
          href={path(`/inventory?cluster=${cluster.id}&kind=${kindFilter(row, cluster.kindSyncs)}`)}
          aria-label={`${row.entities} ${row.kind}`}
          className="link"
        >
          {formatNumber(row.entities)}
        </Link>
      ),
    },
  ];
}

function scopeWords(row: KindSync) {
  return <span className="text-text-2">{row.namespaced ? "in namespaces" : "whole cluster"}</span>;
}

/** Entities by kind, most first; kinds without any are not listed but counted. */
export function ClusterInventory({ cluster }: { readonly cluster: ClusterDetail }) {
  const { path } = useOrganization();
  const columns = useMemo(() => columnsOf(path, cluster), [path, cluster]);
  const rows = useMemo(
    () =>
      cluster.kindSyncs
        .filter((sync) => sync.entities > 0)
        .toSorted((a, b) => b.entities - a.entities || a.kind.localeCompare(b.kind)),
    [cluster.kindSyncs],
  );
  const without = cluster.kindSyncs.length - rows.length;
  return (
    <Card aria-label="Inventory by kind">
      {rows.length === 0 ? (
        <EmptyState title="No entity is stored yet">
          {cluster.status === "waiting"
            ? "They appear once the agent has called."
            : "They appear as the agent lists them, kind by kind."}
        </EmptyState>
      ) : (
        <>
          <DataTable label="Inventory by kind" columns={columns} rows={rows} rowId={kindKey} />
          {without > 0 && (
            <p className="border-t border-line px-3 py-2 text-sm text-text-3">
              {formatNumber(without)} more {without === 1 ? "kind has" : "kinds have"} no entities or cannot
              be read; see{" "}
              <Link href={path(`/clusters/${cluster.id}?tab=sync`)} className="link">
                Sync health
              </Link>
              .
            </p>
          )}
        </>
      )}
    </Card>
  );
}
