"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { DataTable, SubLine, type Column } from "@/components/ui/data-table";
import { FoundExpected } from "@/components/ui/found-expected";
import { PathTail } from "@/components/ui/path-tail";
import { KindTag, Pill } from "@/components/ui/pill";
import { entityName, formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { PreviewFrame } from "@/lib/contracts/api/policies";

type Finding = PreviewFrame["findings"][number];

const shownAtFirst = 8;
const fixWords = { proven: "proven fix", unproven: "fix not proven", guidance: null };

function columnsOf(path: (rest: string) => string, editing: boolean): readonly Column<Finding>[] {
  return [
    {
      id: "entity",
      header: "Entity",
      width: "54%",
      cell: (finding) => (
        <>
          <Link
            href={path(`/entities/${finding.entityId}`)}
            // A second tab, so that what is being typed stays where it is.
            target="_blank"
            title={entityName(finding)}
            className="rounded-xs font-[550] hover:underline"
          >
            {entityName(finding)}
          </Link>
          <SubLine>
            <KindTag kind={finding.kind} /> {finding.clusterName}
            {editing && (
              <> · {finding.change === "opens" ? <Pill tone="accent">new</Pill> : "open already"}</>
            )}
          </SubLine>
          <div className="mt-0.5 text-sm text-text-2">{finding.message}</div>
          <div className="mt-1 wide:hidden">
            <Place finding={finding} />
          </div>
        </>
      ),
    },
    {
      id: "found",
      header: "Found → expected",
      priority: 2,
      cell: (finding) => <Place finding={finding} />,
    },
  ];
}

function Place({ finding }: { readonly finding: Finding }) {
  const { occurrence, occurrenceCount, fix } = finding;
  const field = occurrence.stablePath ?? occurrence.path;
  const words = fix === null ? null : fixWords[fix];
  return (
    <>
      {field === null ? (
        <span className="text-sm text-text-3">no field named</span>
      ) : (
        <>
          <FoundExpected found={occurrence.found} recommended={occurrence.recommended} />
          <PathTail path={field} />
        </>
      )}
      {(occurrenceCount > 1 || words !== null) && (
        <SubLine>
          {[words, occurrenceCount > 1 ? `and ${plural(occurrenceCount - 1, "more place")}` : null]
            .filter((part) => part !== null)
            .join(" · ")}
        </SubLine>
      )}
    </>
  );
}

const rowId = (finding: Finding) => finding.entityId;

export interface PreviewFindingsProps {
  readonly frame: PreviewFrame;
  /** A policy is being edited: what is open already is told from what is new. */
  readonly editing: boolean;
}

/** What would fail, the new ones first. */
export function PreviewFindings({ frame, editing }: PreviewFindingsProps) {
  const { path } = useOrganization();
  const [all, setAll] = useState(false);
  const columns = useMemo(() => columnsOf(path, editing), [path, editing]);
  const { findings } = frame;
  const failing = frame.wouldOpen + frame.unchanged;
  if (findings.length === 0) return null;
  const rows = all ? findings : findings.slice(0, shownAtFirst);
  return (
    <div className="border-t border-line">
      <DataTable
        label="What would fail"
        columns={columns}
        rows={rows}
        rowId={rowId}
        keyboard={false}
        sticky={false}
      />
      {failing > rows.length && (
        <div className="flex items-center gap-3 border-t border-line px-3 py-2 text-sm text-text-3">
          Showing {formatNumber(rows.length)} of {formatNumber(failing)} that would fail
          {findings.length > rows.length && (
            <Button size="small" className="ml-auto" onClick={() => setAll(true)}>
              Show {formatNumber(findings.length)}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
