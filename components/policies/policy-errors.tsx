"use client";

import Link from "next/link";
import { useMemo } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { DataTable, SubLine, type Column } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/states";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatNumber } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { PolicyDetail } from "@/lib/contracts/api/policies";
import { isStopped } from "@/lib/domain/strikes";
import { noNumbersReason } from "./policy-outcome";
import { pauseOf } from "./policy-paused";

type Row = PolicyDetail["recentErrors"][number];

const rowId = (row: Row) => `${row.entityId} ${row.code} ${row.message}`;

/** Entities that could not be judged: neither passing nor failing, and never silent. */
export function PolicyErrors({ policy }: { readonly policy: PolicyDetail }) {
  const { path } = useOrganization();
  const columns = useMemo<readonly Column<Row>[]>(
    () => [
      {
        id: "entity",
        header: "Entity",
        width: "36%",
        cell: (row) => (
          <>
            <Link href={path(`/entities/${row.entityId}`)} className="rounded-xs hover:underline">
              {row.entity}
            </Link>
            <SubLine>{row.cluster}</SubLine>
          </>
        ),
      },
      {
        id: "message",
        header: "What went wrong",
        cell: (row) => (
          <>
            {row.message}
            <SubLine>
              <code>{row.code}</code>
            </SubLine>
          </>
        ),
      },
      {
        id: "at",
        header: "Since",
        width: "92px",
        priority: 2,
        cell: (row) => <TimeAgo at={row.at} className="text-sm text-text-3" />,
      },
    ],
    [path],
  );
  const rows = policy.recentErrors;
  return (
    <Card>
      <CardHeader
        title="Evaluation errors"
        note={
          rows.length === 0
            ? undefined
            : `${formatNumber(rows.length)} of ${formatNumber(Math.max(policy.errors, rows.length))}, newest first`
        }
      />
      {rows.length === 0 ? (
        <NoErrors policy={policy} />
      ) : (
        <>
          <p className="border-b border-line px-3.5 py-2.5 text-text-2">
            These entities are neither passing nor failing. {againWords(policy)}
          </p>
          <DataTable label="Evaluation errors" columns={columns} rows={rows} rowId={rowId} sticky={false} />
        </>
      )}
    </Card>
  );
}

function againWords(policy: PolicyDetail): string {
  if (pauseOf(policy) !== null) return "They are judged again once the policy is resumed or changed.";
  const stopped = policy.recentErrors.some(({ code }) => isStopped(code));
  return `Judging them broke off. They are tried again when they change and when the policy changes${
    stopped ? ", and those that took too much time or memory after some minutes by themselves" : ""
  }.`;
}

function NoErrors({ policy }: { readonly policy: PolicyDetail }) {
  const reason = noNumbersReason(policy);
  if (reason !== null)
    return <EmptyState title="Nothing was judged">So nothing could go wrong either.</EmptyState>;
  return (
    <EmptyState title="Everything in scope could be judged">
      If judging an entity ever breaks off, it is listed here with the reason.
    </EmptyState>
  );
}
