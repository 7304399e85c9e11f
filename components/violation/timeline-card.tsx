"use client";

import Link from "next/link";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { severityFill } from "@/components/ui/severity-mark";
import { TimeAgo } from "@/components/ui/time-ago";
import { useOrganization } from "@/lib/client/organization-context";
import type { ViolationDetail } from "@/lib/contracts/api/violations";

type Event = ViolationDetail["events"][number];

function dot(event: Event, severity: ViolationDetail["severity"]): string {
  if (event.type === "opened" || event.type === "reopened") return severityFill[severity];
  return event.type === "resolved" && event.resolution === "fixed" ? "bg-pass" : "bg-line-strong";
}

/** What happened, newest first. */
export function TimelineCard({ violation }: { readonly violation: ViolationDetail }) {
  const { path } = useOrganization();
  const events = violation.events.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <Card>
      <CardHeader title="Timeline" />
      <CardBody>
        {events.length === 0 && <p className="text-text-2">Nothing was recorded.</p>}
        <ol aria-label="Timeline" className="grid gap-2.5">
          {events.map((event) => (
            <li key={event.id} className="grid grid-cols-[8px_minmax(0,1fr)_auto] gap-x-3 text-text-2">
              <span
                aria-hidden
                className={cn("mt-1.5 size-2 rounded-full", dot(event, violation.severity))}
              />
              <span className="break-words">
                {event.text}
                {event.entityVersion !== null && event.entityVersion > 1 && (
                  <>
                    {" "}
                    <Link
                      href={path(
                        `/entities/${violation.entity.id}?tab=versions&from=${event.entityVersion - 1}&to=${event.entityVersion}`,
                      )}
                      className="link whitespace-nowrap"
                    >
                      See the change
                    </Link>
                  </>
                )}
              </span>
              <TimeAgo at={event.at} className="text-sm text-text-3" />
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}
