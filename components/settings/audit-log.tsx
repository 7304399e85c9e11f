"use client";

import Link from "next/link";
import { useMemo } from "react";
import { Card } from "@/components/ui/card";
import { DataTable, type Column } from "@/components/ui/data-table";
import { LoadMore } from "@/components/ui/pagination";
import { QueryBody } from "@/components/ui/query-body";
import { EmptyState } from "@/components/ui/states";
import { TimeAgo } from "@/components/ui/time-ago";
import { useOrganization } from "@/lib/client/organization-context";
import { useAudit } from "@/lib/client/use-settings";
import type { AuditEntry } from "@/lib/contracts/api/account";
import { auditPlace, auditVerb } from "./audit-words";

type Path = (rest?: string) => string;

function columnsOf(path: Path): readonly Column<AuditEntry>[] {
  return [
    {
      id: "who",
      header: "Who",
      width: "24%",
      cell: (entry) => (
        <span className={entry.actor.type === "user" ? "font-[550]" : "text-text-2"}>{entry.actor.name}</span>
      ),
    },
    {
      id: "what",
      header: "What",
      cell: (entry) => {
        const place = auditPlace(entry);
        return (
          <>
            {auditVerb(entry)}{" "}
            {place === null ? (
              <span className="font-[550]">{entry.target.name}</span>
            ) : (
              <Link href={path(place)} className="link">
                {entry.target.name}
              </Link>
            )}
          </>
        );
      },
    },
    {
      id: "action",
      header: "Action",
      width: "190px",
      priority: 3,
      cell: (entry) => <code className="text-text-3">{entry.action}</code>,
    },
    {
      id: "when",
      header: "When",
      width: "98px",
      cell: (entry) => <TimeAgo at={entry.at} />,
    },
  ];
}

const entryId = (entry: AuditEntry) => entry.id;

/** Who changed what, newest first. */
export function AuditLog() {
  const { path } = useOrganization();
  const audit = useAudit();
  const columns = useMemo(() => columnsOf(path), [path]);
  return (
    <Card aria-label="Audit log">
      <QueryBody query={audit} reading="Reading the audit log …">
        {() =>
          audit.items.length === 0 ? (
            <EmptyState title="Nothing is recorded yet">
              Every change to this organization, its clusters, policies, templates and members appears here.
            </EmptyState>
          ) : (
            <>
              <DataTable label="Audit log" columns={columns} rows={audit.items} rowId={entryId} />
              <LoadMore list={audit} note="newest first" />
            </>
          )
        }
      </QueryBody>
    </Card>
  );
}
