"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { DataTable, SubLine, type Column } from "@/components/ui/data-table";
import { FoundExpected } from "@/components/ui/found-expected";
import { PathTail } from "@/components/ui/path-tail";
import { KindTag, Pill } from "@/components/ui/pill";
import { SeverityMark } from "@/components/ui/severity-mark";
import { TimeAgo } from "@/components/ui/time-ago";
import { entityName, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { ViolationQuery } from "@/lib/client/use-violations";
import type { ViolationListItem } from "@/lib/contracts/api/violations";
import { FixPill } from "./fix-pill";
import { resolutionWords } from "./resolution";
import { violationHref } from "./use-violation-filter";

export interface ViolationsTableProps {
  readonly items: readonly ViolationListItem[];
  readonly query: ViolationQuery;
}

const rowId = (row: ViolationListItem) => row.id;

/** A fix without a recommended value takes the field away; with several places the row cannot tell whose fix it is. */
function isRemoval({ occurrence, occurrenceCount, fix }: ViolationListItem): boolean {
  return occurrenceCount === 1 && occurrence.recommended === null && fix !== "guidance";
}

function PlaceCell({ row }: { readonly row: ViolationListItem }) {
  const { occurrence, occurrenceCount } = row;
  const path = occurrence.stablePath ?? occurrence.path;
  return (
    <>
      {path === null ? (
        <span className="text-sm text-text-3">no field named</span>
      ) : (
        <>
          <FoundExpected
            found={occurrence.found}
            recommended={occurrence.recommended}
            removes={isRemoval(row)}
          />
          <PathTail path={path} />
        </>
      )}
      {occurrenceCount > 1 && <SubLine>and {plural(occurrenceCount - 1, "more place")}</SubLine>}
    </>
  );
}

function columnsOf(
  path: (rest: string) => string,
  query: ViolationQuery,
): readonly Column<ViolationListItem>[] {
  const resolved = query.state === "resolved";
  return [
    {
      id: "severity",
      header: "Severity",
      width: "98px",
      narrowWidth: "38px",
      cell: (row) => <SeverityMark severity={row.severity} shapeWhenNarrow />,
    },
    {
      id: "violation",
      header: "Violation",
      width: "28%",
      cell: (row) => (
        <>
          <Link href={violationHref(path, row.id, query)} className="rounded-xs hover:underline">
            {row.message}
          </Link>
          <SubLine>
            <Link
              href={path(`/policies/${row.policy.id}`)}
              className="rounded-xs hover:text-text hover:underline"
            >
              {row.policy.name}
            </Link>
          </SubLine>
        </>
      ),
    },
    {
      id: "entity",
      header: "Entity",
      cell: (row) => (
        <>
          <Link
            href={path(`/entities/${row.entity.id}`)}
            title={entityName(row.entity)}
            className="block truncate rounded-xs hover:underline"
          >
            {entityName(row.entity)}
          </Link>
          <SubLine>
            <KindTag kind={row.entity.kind} group={row.entity.group} />{" "}
            <span className="whitespace-nowrap">{row.cluster.name}</span>
          </SubLine>
        </>
      ),
    },
    {
      id: "place",
      header: "Found → expected",
      width: "22%",
      priority: 2,
      cell: (row) => <PlaceCell row={row} />,
    },
    resolved
      ? {
          id: "resolution",
          header: "Resolution",
          width: "146px",
          priority: 2,
          cell: (row) => (
            <Pill tone={row.resolution === "fixed" ? "pass" : "unknown"}>
              {row.resolution === null ? "resolved" : resolutionWords[row.resolution]}
            </Pill>
          ),
        }
      : { id: "fix", header: "Fix", width: "120px", priority: 3, cell: (row) => <FixPill fix={row.fix} /> },
    {
      id: "age",
      header: resolved ? "Resolved" : "Age",
      width: resolved ? "92px" : "70px",
      priority: 2,
      cell: (row) =>
        resolved && row.resolvedAt !== null ? (
          <TimeAgo at={row.resolvedAt} className="text-sm text-text-3" />
        ) : (
          <TimeAgo at={row.openedAt} bare className="text-sm text-text-3" />
        ),
    },
  ];
}

export function ViolationsTable({ items, query }: ViolationsTableProps) {
  const router = useRouter();
  const { path } = useOrganization();
  const columns = useMemo(() => columnsOf(path, query), [path, query]);
  return (
    <DataTable
      label="Violations"
      columns={columns}
      rows={items}
      rowId={rowId}
      onOpen={(row) => router.push(violationHref(path, row.id, query))}
    />
  );
}
