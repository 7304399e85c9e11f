"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { DataTable, type Column } from "@/components/ui/data-table";
import { SeverityMark } from "@/components/ui/severity-mark";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { TemplateSummary } from "@/lib/contracts/api/templates";
import { JudgesCell, TitleCell } from "./template-cells";
import { byStandard, standardName } from "./words";

type Path = (rest?: string) => string;

function columnsOf(path: Path): readonly Column<TemplateSummary>[] {
  return [
    {
      id: "severity",
      header: "Severity",
      width: "104px",
      cell: (row) => <SeverityMark severity={row.severity} />,
    },
    {
      id: "template",
      header: "Template",
      cell: (row) => <TitleCell template={row} href={path(`/templates/${row.id}`)} />,
    },
    {
      id: "kinds",
      header: "Judges",
      width: "23%",
      priority: 2,
      cell: (row) => <JudgesCell template={row} />,
    },
    {
      id: "standards",
      header: "Standards",
      width: "19%",
      priority: 3,
      cell: (row) => <Standards row={row} />,
    },
    {
      id: "used",
      header: "Used by",
      width: "96px",
      align: "right",
      priority: 2,
      cell: (row) =>
        row.usedBy === 0 ? (
          <span className="text-text-3">not used</span>
        ) : (
          <Link href={path(`/templates/${row.id}?tab=policies`)} className="link">
            {plural(row.usedBy, "policy", "policies")}
          </Link>
        ),
    },
  ];
}

const standardsShown = 3;

function Standards({ row }: { readonly row: TemplateSummary }) {
  const groups = byStandard(row.standards);
  if (groups.length === 0) return <span className="text-sm text-text-3">none</span>;
  const rest = groups.slice(standardsShown);
  const named = (group: (typeof groups)[number]) =>
    `${standardName(group.standard)} ${group.controls.join(", ")}`;
  return (
    <span className="text-sm text-text-2" title={groups.map(named).join("\n")}>
      {groups
        .slice(0, standardsShown)
        .map((group) => standardName(group.standard))
        .join(" · ")}
      {rest.length > 0 && <span className="text-text-3"> · {rest.length} more</span>}
    </span>
  );
}

const rowId = (row: TemplateSummary) => row.id;

export function TemplateTable({ rows }: { readonly rows: readonly TemplateSummary[] }) {
  const { path } = useOrganization();
  const router = useRouter();
  const columns = useMemo(() => columnsOf(path), [path]);
  return (
    <DataTable
      label="Templates"
      columns={columns}
      rows={rows}
      rowId={rowId}
      onOpen={(row) => router.push(path(`/templates/${row.id}`))}
    />
  );
}
