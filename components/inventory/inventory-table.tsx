"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { DataTable, SubLine, type Column } from "@/components/ui/data-table";
import { KindTag, Pill } from "@/components/ui/pill";
import { SeverityMark } from "@/components/ui/severity-mark";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatNumber } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { EntityListItem } from "@/lib/contracts/api/entities";

const rowId = (row: EntityListItem) => row.id;

function columnsOf(path: (rest: string) => string): readonly Column<EntityListItem>[] {
  return [
    {
      id: "entity",
      header: "Entity",
      width: "40%",
      cell: (row) => (
        <>
          <Link href={path(`/entities/${row.id}`)} className="rounded-xs hover:underline">
            {row.name}
          </Link>{" "}
          {row.deleted && <Pill>Deleted</Pill>}
          <SubLine>
            {row.namespace ?? "cluster-scoped"}
            {/* Where its column has no room. */}
            <span className="wide:hidden"> in {row.cluster.name}</span>
          </SubLine>
        </>
      ),
    },
    {
      id: "kind",
      header: "Kind",
      cell: (row) => (
        <div className="truncate">
          <KindTag kind={row.kind} group={row.group} />
        </div>
      ),
    },
    {
      id: "cluster",
      header: "Cluster",
      priority: 2,
      cell: (row) => (
        <Link
          href={path(`/clusters/${row.cluster.id}`)}
          className="block truncate rounded-xs text-text-2 hover:underline"
        >
          {row.cluster.name}
        </Link>
      ),
    },
    {
      id: "violations",
      header: "Open",
      width: "88px",
      cell: (row) =>
        row.openViolations === 0 || row.worstSeverity === null ? (
          <span className="text-text-3">none</span>
        ) : (
          <Link
            href={path(`/violations?entity=${row.id}`)}
            aria-label={`${formatNumber(row.openViolations)} open, the worst ${row.worstSeverity}`}
            className="inline-flex items-center gap-1.5 rounded-xs hover:underline"
          >
            <SeverityMark severity={row.worstSeverity} shapeOnly />
            {formatNumber(row.openViolations)}
          </Link>
        ),
    },
    {
      id: "changed",
      header: "Changed",
      width: "104px",
      priority: 2,
      cell: (row) => <TimeAgo at={row.lastChangedAt} className="text-sm text-text-3" />,
    },
  ];
}

export function InventoryTable({ items }: { readonly items: readonly EntityListItem[] }) {
  const router = useRouter();
  const { path } = useOrganization();
  const columns = useMemo(() => columnsOf(path), [path]);
  return (
    <DataTable
      label="Entities"
      columns={columns}
      rows={items}
      rowId={rowId}
      onOpen={(row) => router.push(path(`/entities/${row.id}`))}
    />
  );
}
