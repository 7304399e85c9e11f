"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { categoryName } from "@/components/templates/words";
import { DataTable, SubLine, type Column } from "@/components/ui/data-table";
import { SeverityMark } from "@/components/ui/severity-mark";
import { formatNumber } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { Policy } from "@/lib/contracts/api/policies";
import { Judging, NoNumbers, noNumbersReason } from "./policy-outcome";
import { PolicySwitch } from "./policy-switch";
import { modeWords } from "./policy-words";
import { targetsWords } from "./targets-words";
import { useClusterNames } from "./use-cluster-names";

type Path = (rest?: string) => string;

function Failing({ row, path }: { readonly row: Policy; readonly path: Path }) {
  const reason = noNumbersReason(row);
  if (reason !== null) return <span className="text-sm text-text-3">not judged</span>;
  if (row.violating === 0) return <span className="text-text-3">{row.pending ? "" : "0"}</span>;
  return (
    <Link
      href={path(`/violations?policy=${row.id}`)}
      aria-label={`${formatNumber(row.violating)} failing ${row.name}`}
      className="link font-[560]"
    >
      {formatNumber(row.violating)}
    </Link>
  );
}

function columnsOf(path: Path, names: ReadonlyMap<string, string> | null): readonly Column<Policy>[] {
  return [
    {
      id: "severity",
      header: <span className="max-[600px]:sr-only">Severity</span>,
      width: "100px",
      narrowWidth: "clamp(38px, (100vw - 600px) * 99, 98px)",
      cell: (row) => <SeverityMark severity={row.severity} shapeWhenNarrow />,
    },
    {
      id: "policy",
      header: "Policy",
      cell: (row) => (
        <>
          <Link href={path(`/policies/${row.id}`)} className="rounded-xs font-[560] hover:underline">
            {row.name}
          </Link>
          <SubLine>{names === null ? " " : targetsWords(row.targets, names)}</SubLine>
        </>
      ),
    },
    {
      id: "template",
      header: "Template",
      width: "23%",
      priority: 2,
      cell: (row) => (
        <>
          <Link href={path(`/templates/${row.template.id}`)} className="rounded-xs hover:underline">
            {row.template.title}
          </Link>
          <SubLine>
            {categoryName(row.template.category)}
            {row.template.version < row.template.latestVersion &&
              ` · version ${row.template.version}, newest is ${row.template.latestVersion}`}
          </SubLine>
        </>
      ),
    },
    {
      id: "mode",
      header: "Mode",
      width: "76px",
      priority: 3,
      cell: (row) => <span className="text-text-2">{modeWords[row.mode].name}</span>,
    },
    {
      id: "checked",
      header: "Checked",
      width: "136px",
      align: "right",
      priority: 2,
      cell: (row) => <Checked row={row} path={path} />,
    },
    {
      id: "failing",
      header: "Failing",
      width: "78px",
      align: "right",
      cell: (row) => <Failing row={row} path={path} />,
    },
    {
      id: "errors",
      header: "Errors",
      width: "70px",
      align: "right",
      priority: 2,
      cell: (row) =>
        row.errors === 0 ? (
          <span className="text-text-3">0</span>
        ) : (
          <Link
            href={path(`/policies/${row.id}?tab=errors`)}
            aria-label={`${formatNumber(row.errors)} evaluation errors of ${row.name}`}
            className="link font-[560]"
          >
            {formatNumber(row.errors)}
          </Link>
        ),
    },
    {
      id: "on",
      header: "On",
      width: "56px",
      cell: (row) => <PolicySwitch policy={row} />,
    },
  ];
}

function Checked({ row, path }: { readonly row: Policy; readonly path: Path }) {
  const reason = noNumbersReason(row);
  if (reason !== null) return <NoNumbers reason={reason} />;
  return (
    <>
      {row.checked > 0 && (
        <Link
          href={path(`/policies/${row.id}`)}
          aria-label={`${formatNumber(row.checked)} checked by ${row.name}`}
          className="rounded-xs hover:underline"
        >
          {formatNumber(row.checked)}
        </Link>
      )}
      {row.pending && (
        <div>
          <Judging />
        </div>
      )}
    </>
  );
}

const rowId = (row: Policy) => row.id;

export function PolicyTable({ rows }: { readonly rows: readonly Policy[] }) {
  const { path } = useOrganization();
  const router = useRouter();
  const names = useClusterNames();
  const columns = useMemo(() => columnsOf(path, names), [path, names]);
  return (
    <DataTable
      label="Policies"
      columns={columns}
      rows={rows}
      rowId={rowId}
      onOpen={(row) => router.push(path(`/policies/${row.id}`))}
    />
  );
}
