"use client";

import Link from "next/link";
import { useState } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { PassMark, SeverityMark } from "@/components/ui/severity-mark";
import { EmptyState } from "@/components/ui/states";
import { TimeAgo } from "@/components/ui/time-ago";
import { useOrganization } from "@/lib/client/organization-context";
import type { Overview } from "@/lib/contracts/api/overview";

type Recent = Overview["recent"];

const words = { opened: "Opened", resolved: "Resolved", reopened: "Opened again" };

function keyOf(event: Recent[number]): string {
  return `${event.violationId} ${event.at} ${event.type}`;
}

/** The newest events. While the pointer or the focus is on them they stand still, so that nobody presses the wrong row. */
export function RecentChanges({ recent }: { readonly recent: Recent }) {
  const { path } = useOrganization();
  const [held, setHeld] = useState<Recent | null>(null);
  const shown = held ?? recent;
  const known = new Set(shown.map(keyOf));
  const waiting = recent.filter((event) => !known.has(keyOf(event))).length;
  const hold = () => setHeld((before) => before ?? recent);
  const release = () => setHeld(null);
  return (
    <Card>
      <CardHeader
        title="What changed"
        note={waiting > 0 ? `${waiting} new` : undefined}
        actions={
          <Link href={path("/violations?sort=newest")} className="link text-sm">
            Newest violations
          </Link>
        }
      />
      {shown.length === 0 ? (
        <EmptyState title="No violation has opened or been resolved yet">
          When an entity starts or stops breaking a policy, it appears here by itself.
        </EmptyState>
      ) : (
        <ul
          className="divide-y divide-line"
          onPointerEnter={hold}
          onPointerLeave={release}
          onFocus={hold}
          onBlur={release}
        >
          {shown.map((event) => (
            <Row key={keyOf(event)} event={event} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ event }: { readonly event: Recent[number] }) {
  const { path } = useOrganization();
  return (
    <li className="flex items-start gap-2.5 px-3.5 py-2 hover:bg-bg">
      <span className="pt-px">
        {event.type === "resolved" ? (
          <PassMark shapeOnly>Resolved</PassMark>
        ) : (
          <SeverityMark severity={event.severity} shapeOnly />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <Link
          href={path(`/violations/${event.violationId}`)}
          className="rounded-xs break-words hover:underline"
        >
          {event.message}
        </Link>
        <div className="text-sm break-words text-text-3">
          {words[event.type]} on {event.entity} in {event.clusterName}
        </div>
      </div>
      <TimeAgo at={event.at} className="shrink-0 pt-px text-sm text-text-3" />
    </li>
  );
}
