"use client";

import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { KindTag, Pill } from "@/components/ui/pill";
import { SeverityMark } from "@/components/ui/severity-mark";
import { TimeAgo } from "@/components/ui/time-ago";
import { resolutionWords } from "@/components/violations/resolution";
import { entityName } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { ViolationDetail } from "@/lib/contracts/api/violations";
import { Neighbours } from "./neighbours";

interface Props {
  readonly violation: ViolationDetail;
}

function StatePill({ violation }: Props) {
  const { state, resolution, resolvedAt, openedAt, severity } = violation;
  if (state === "open")
    return (
      <Pill tone={severity}>
        Open for <TimeAgo at={openedAt} bare />
      </Pill>
    );
  if (state === "excepted") return <Pill>Excepted</Pill>;
  return (
    <Pill tone={resolution === "fixed" ? "pass" : "unknown"}>
      Resolved: {resolution === null ? "no longer found" : resolutionWords[resolution]}
      {resolvedAt !== null && (
        <>
          , <TimeAgo at={resolvedAt} />
        </>
      )}
    </Pill>
  );
}

/** "once", "twice", "3 times" */
function times(count: number): string {
  if (count === 1) return "once";
  return count === 2 ? "twice" : `${count} times`;
}

export function ViolationHeader({ violation }: Props) {
  const { path } = useOrganization();
  const { policy, entity, cluster, state, reopenedCount } = violation;
  return (
    <PageHeader
      crumbs={[{ label: `V-${violation.number}` }]}
      above={
        <>
          <SeverityMark severity={violation.severity} />
          <span role="status">
            <StatePill violation={violation} />
          </span>
          {reopenedCount > 0 && <span className="text-sm text-text-3">reopened {times(reopenedCount)}</span>}
        </>
      }
      title={violation.message}
      subtitle={
        <>
          Policy{" "}
          <Link href={path(`/policies/${policy.id}`)} className="link">
            {policy.name}
          </Link>{" "}
          {state === "resolved" ? "was" : "is"} broken by <KindTag kind={entity.kind} group={entity.group} />{" "}
          <Link href={path(`/entities/${entity.id}`)} className="link break-all">
            {entityName(entity)}
          </Link>{" "}
          in{" "}
          <Link href={path(`/clusters/${cluster.id}`)} className="link">
            {cluster.name}
          </Link>
          .
        </>
      }
      actions={<Neighbours violationId={violation.id} />}
    />
  );
}
