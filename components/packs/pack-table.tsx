"use client";

import Link from "next/link";
import { useMemo } from "react";
import { DataTable, SubLine, type Column } from "@/components/ui/data-table";
import { PassMark, SeverityMark } from "@/components/ui/severity-mark";
import { formatNumber } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { PackTemplate } from "@/lib/contracts/api/packs";
import type { PackChoice, PackCount } from "./use-pack-choice";
import { stateOfTemplate } from "./words";

type Path = (rest?: string) => string;

interface ColumnContext {
  readonly path: Path;
  readonly canWrite: boolean;
  readonly counts: ReadonlyMap<string, PackCount>;
  readonly hasStandard: boolean;
}

function columnsOf({ path, canWrite, counts, hasStandard }: ColumnContext): readonly Column<PackTemplate>[] {
  const controls: Column<PackTemplate> = {
    id: "controls",
    header: "Controls",
    width: "16%",
    priority: 3,
    cell: ({ controls: ids }) =>
      ids.length === 0 ? (
        <span className="text-sm text-text-3">none</span>
      ) : (
        <span className="text-sm text-text-2">{ids.join(", ")}</span>
      ),
  };
  return [
    {
      id: "severity",
      header: <span className="max-[600px]:sr-only">Severity</span>,
      width: "96px",
      narrowWidth: "38px",
      cell: (row) => <SeverityMark severity={row.severity} shapeWhenNarrow />,
    },
    {
      id: "policy",
      header: "Policy",
      cell: (row) => (
        <>
          <Link href={path(`/templates/${row.templateId}`)} className="rounded-xs font-[560] hover:underline">
            {row.title}
          </Link>
          <SubLine>{row.summary}</SubLine>
          <div className="wide:hidden">
            <State row={row} path={path} canWrite={canWrite} />
          </div>
        </>
      ),
    },
    ...(hasStandard ? [controls] : []),
    {
      id: "finds",
      header: "Would find",
      width: "92px",
      narrowWidth: "72px",
      align: "right",
      cell: (row) => <WouldFind row={row} count={counts.get(row.key)} />,
    },
    {
      id: "state",
      header: "State",
      width: "138px",
      priority: 2,
      cell: (row) => <State row={row} path={path} canWrite={canWrite} />,
    },
  ];
}

function Dash({ words }: { readonly words: string }) {
  return (
    <span className="text-text-3" title={words}>
      <span aria-hidden>–</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

function WouldFind({ row, count }: { readonly row: PackTemplate; readonly count: PackCount | undefined }) {
  if (stateOfTemplate(row) === "on") return <Dash words="on already" />;
  if (count === undefined) return <Dash words="not counted" />;
  if (count.judged === 0) return <span className="text-sm text-text-3">nothing to judge</span>;
  const { violating, notJudged, reason } = count;
  return (
    <>
      <span className={violating === 0 ? "text-text-3" : "font-[560]"}>{formatNumber(violating)}</span>
      {notJudged > 0 && (
        <span className="block text-sm text-unknown" title={reason ?? undefined}>
          {formatNumber(notJudged)} not judged
        </span>
      )}
    </>
  );
}

interface StateProps {
  readonly row: PackTemplate;
  readonly path: Path;
  readonly canWrite: boolean;
}

function State({ row, path, canWrite }: StateProps) {
  const state = stateOfTemplate(row);
  const policy = row.policies.find(({ enabled }) => enabled === (state === "on"));
  if (state === "on")
    return (
      <>
        <PassMark>On</PassMark>
        {policy !== undefined && (
          <SubLine>
            <Link href={path(`/policies/${policy.id}`)} className="link">
              {row.policies.length > 1 ? "one of its policies" : "its policy"}
            </Link>
          </SubLine>
        )}
      </>
    );
  return (
    <>
      <span className="text-text-2">{state === "needs" ? "Needs values" : "Off"}</span>
      {state === "needs" && (
        <SubLine>
          {row.needs.join(", ")}
          {canWrite && (
            <>
              {": "}
              <Link href={path(`/policies/new?template=${row.templateId}`)} className="link">
                fill in
              </Link>
            </>
          )}
        </SubLine>
      )}
      {policy !== undefined && (
        <SubLine>
          <Link href={path(`/policies/${policy.id}`)} className="link">
            a switched-off policy
          </Link>
        </SubLine>
      )}
    </>
  );
}

const rowId = ({ key }: PackTemplate) => key;
const rowLabel = ({ title }: PackTemplate) => title;

export interface PackTableProps {
  readonly rows: readonly PackTemplate[];
  readonly choice: PackChoice;
  readonly hasStandard: boolean;
}

/** The pack's policies. What is on already or lacks a value has no box. */
export function PackTable({ rows, choice, hasStandard }: PackTableProps) {
  const { path, can } = useOrganization();
  const { chosen, off, choose, counts } = choice;
  const canWrite = can("policy.write");
  const columns = useMemo(
    () => columnsOf({ path, canWrite, counts, hasStandard }),
    [path, canWrite, counts, hasStandard],
  );
  const selection = useMemo(() => {
    const boxes = new Set(off);
    const shown = rows.map(rowId);
    return {
      ids: new Set(chosen),
      canSelect: (id: string) => boxes.has(id),
      onChange: (ids: ReadonlySet<string>) => choose(ids, shown),
    };
  }, [chosen, off, choose, rows]);
  return (
    <DataTable
      label="Policies of the pack"
      columns={columns}
      rows={rows}
      rowId={rowId}
      rowLabel={rowLabel}
      sticky={false}
      selection={canWrite ? selection : undefined}
    />
  );
}
