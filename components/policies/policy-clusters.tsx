"use client";

import Link from "next/link";
import { useMemo } from "react";
import { Bar } from "@/components/ui/bar";
import { Card, CardHeader } from "@/components/ui/card";
import { DataTable, type Column } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/states";
import { formatNumber } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { PolicyDetail } from "@/lib/contracts/api/policies";
import { CountLink } from "./count-link";

type Row = PolicyDetail["clusters"][number];
type Path = (rest?: string) => string;

function columnsOf(policy: PolicyDetail, kinds: readonly string[], path: Path): readonly Column<Row>[] {
  const { id, severity } = policy;
  const kindQuery = kinds.length === 0 ? "" : `&kind=${kinds.map(encodeURIComponent).join(",")}`;
  return [
    {
      id: "cluster",
      header: "Cluster",
      cell: (row) => (
        <Link href={path(`/clusters/${row.id}`)} className="rounded-xs font-[550] hover:underline">
          {row.name}
        </Link>
      ),
    },
    {
      id: "bar",
      header: <span className="sr-only">Share failing</span>,
      width: "46%",
      priority: 2,
      cell: (row) => (
        <span className="flex h-5 items-center">
          <Bar
            className="flex-1"
            total={row.checked}
            parts={[{ value: row.violating, tone: severity, label: "failing" }]}
          />
        </span>
      ),
    },
    {
      id: "checked",
      header: "Checked",
      width: "84px",
      align: "right",
      cell: (row) => (
        <Link
          href={path(`/inventory?cluster=${row.id}${kindQuery}`)}
          aria-label={`${formatNumber(row.checked)} checked in ${row.name}: inventory of the kinds judged`}
          title="Inventory of the kinds this policy judges"
          className="rounded-xs hover:underline"
        >
          {formatNumber(row.checked)}
        </Link>
      ),
    },
    {
      id: "failing",
      header: "Failing",
      width: "78px",
      align: "right",
      cell: (row) => (
        <CountLink
          count={row.violating}
          href={path(`/violations?policy=${id}&cluster=${row.id}`)}
          of={`failing in ${row.name}`}
        />
      ),
    },
    {
      id: "errors",
      header: "Errors",
      width: "70px",
      align: "right",
      cell: (row) => (
        <CountLink
          count={row.errors}
          href={path(`/policies/${id}?tab=errors`)}
          of={`evaluation errors in ${row.name}`}
        />
      ),
    },
  ];
}

const rowId = (row: Row) => row.id;

export interface PolicyClustersProps {
  readonly policy: PolicyDetail;
  /** What the policy judges, as the inventory's filter names kinds; empty where that is every kind. */
  readonly kinds: readonly string[];
}

/** How the policy stands in each cluster that holds something in its targets. */
export function PolicyClusters({ policy, kinds }: PolicyClustersProps) {
  const { path } = useOrganization();
  const columns = useMemo(() => columnsOf(policy, kinds, path), [policy, kinds, path]);
  const rows = policy.clusters.filter((row) => row.checked + row.violating + row.errors > 0);
  return (
    <Card>
      <CardHeader title="By cluster" note="entities" />
      {rows.length > 0 ? (
        <DataTable
          label="Checked, failing and errors by cluster"
          columns={columns}
          rows={rows}
          rowId={rowId}
          keyboard={false}
          sticky={false}
        />
      ) : (
        <Nothing policy={policy} />
      )}
    </Card>
  );
}

function Nothing({ policy }: { readonly policy: PolicyDetail }) {
  if (!policy.enabled)
    return (
      <EmptyState title="Switched off, so nothing is judged">
        Switch it on, and everything in its targets is judged again.
      </EmptyState>
    );
  if (policy.pending)
    return (
      <EmptyState title="Being judged">The first numbers appear here as soon as they are known.</EmptyState>
    );
  return (
    <EmptyState title="Nothing in scope">
      No cluster holds an entity that the template judges and the targets reach. That is not the same as
      passing: nothing was judged.
    </EmptyState>
  );
}
