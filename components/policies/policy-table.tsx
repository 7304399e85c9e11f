"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { categoryName } from "@/components/templates/words";
import { DataTable, SubLine, type Column } from "@/components/ui/data-table";
import { severityColumn } from "@/components/ui/severity-column";
import { UnknownMark } from "@/components/ui/severity-mark";
import { formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { Policy } from "@/lib/contracts/api/policies";
import { CountLink } from "./count-link";
import { Judging, noNumbersReason } from "./policy-outcome";
import { PausedPill, pauseOf } from "./policy-paused";
import { PolicySwitch } from "./policy-switch";
import { modeWords } from "./policy-words";
import { targetsWords } from "./targets-words";
import { useClusterNames } from "./use-cluster-names";

type Path = (rest?: string) => string;

function NoNumber() {
  return (
    <span className="text-text-3">
      <span aria-hidden>–</span>
      <span className="sr-only">not judged</span>
    </span>
  );
}

function Failing({ row, path }: { readonly row: Policy; readonly path: Path }) {
  if (noNumbersReason(row) !== null || row.checked === 0) return <NoNumber />;
  if (row.violating === 0 && pauseOf(row) !== null) return <NoNumber />;
  return <CountLink count={row.violating} href={path(`/violations?policy=${row.id}`)} of="failing" />;
}

function columnsOf(path: Path, names: ReadonlyMap<string, string> | null): readonly Column<Policy>[] {
  return [
    severityColumn(),
    {
      id: "policy",
      header: "Policy",
      cell: (row) => (
        <>
          <Link href={path(`/policies/${row.id}`)} className="rounded-xs font-[560] hover:underline">
            {row.name}
          </Link>
          <SubLine>{names === null ? "\u00a0" : targetsWords(row.targets, names)}</SubLine>
          <StateLine row={row} path={path} />
        </>
      ),
    },
    {
      id: "template",
      header: "Template",
      width: "24%",
      priority: 3,
      cell: (row) => (
        <>
          <Link href={path(`/templates/${row.template.id}`)} className="rounded-xs hover:underline">
            {row.template.title}
          </Link>
          <SubLine>
            {categoryName(row.template.category)}
            {row.template.version < row.template.latestVersion &&
              ` · version ${row.template.latestVersion} is out`}
          </SubLine>
        </>
      ),
    },
    {
      id: "mode",
      header: "Mode",
      width: "68px",
      priority: 3,
      cell: (row) => <span className="text-text-2">{modeWords[row.mode].name}</span>,
    },
    {
      id: "checked",
      header: "Checked",
      width: "84px",
      align: "right",
      priority: 2,
      cell: (row) => <Checked row={row} path={path} />,
    },
    {
      id: "failing",
      header: "Failing",
      width: "74px",
      align: "right",
      cell: (row) => <Failing row={row} path={path} />,
    },
    {
      id: "errors",
      header: "Errors",
      width: "66px",
      align: "right",
      priority: 3,
      cell: (row) => (
        <CountLink count={row.errors} href={path(`/policies/${row.id}?tab=errors`)} of="evaluation errors" />
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
  if (noNumbersReason(row) !== null || row.checked === 0) return <NoNumber />;
  return (
    <Link
      href={path(`/policies/${row.id}`)}
      aria-label={`${formatNumber(row.checked)} checked`}
      className="rounded-xs hover:underline"
    >
      {formatNumber(row.checked)}
    </Link>
  );
}

/** What keeps the numbers from being the whole truth: paused, being judged, nothing in scope, errors where their column is hidden. */
function StateLine({ row, path }: { readonly row: Policy; readonly path: Path }) {
  const reason = noNumbersReason(row);
  return (
    <div className="flex flex-wrap items-center gap-x-3 text-sm empty:hidden">
      {pauseOf(row) !== null ? <PausedPill /> : row.enabled && row.pending && <Judging />}
      {reason !== null && <UnknownMark>{reason}</UnknownMark>}
      {row.errors > 0 && (
        <Link href={path(`/policies/${row.id}?tab=errors`)} className="link min-[1200px]:hidden">
          {plural(row.errors, "entity", "entities")} could not be judged
        </Link>
      )}
    </div>
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
