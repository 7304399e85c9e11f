"use client";

import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { SeverityMark, severityText, severityWord, UnknownMark } from "@/components/ui/severity-mark";
import { formatNumber } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useCounts } from "@/lib/client/use-overview";
import type { Cluster } from "@/lib/contracts/api/clusters";
import { SEVERITIES } from "@/lib/domain/severity";

type Judged = Pick<Cluster, "entities" | "pendingEvaluations" | "openViolations">;

export function openTotal(cluster: Pick<Cluster, "openViolations">): number {
  return SEVERITIES.reduce((sum, severity) => sum + cluster.openViolations[severity], 0);
}

/** Why a cluster without open violations is not simply in order; null when every entity was judged by some policy. */
export function notJudgedReason(cluster: Judged, policies: number | undefined): string | null {
  if (cluster.entities === 0) return "Nothing to judge yet";
  if (policies === 0) return "No policy yet";
  if (cluster.pendingEvaluations > 0) return "Being judged";
  return null;
}

/** Open violations of a cluster by severity; every number leads to its list. None is said only of what was judged. */
export function OpenViolations({ cluster }: { readonly cluster: Judged & Pick<Cluster, "id" | "name"> }) {
  const { path } = useOrganization();
  const policies = useCounts().data?.policies;
  if (openTotal(cluster) === 0) {
    const reason = notJudgedReason(cluster, policies);
    return reason === null ? (
      <span className="text-text-2">none open</span>
    ) : (
      <UnknownMark>{reason}</UnknownMark>
    );
  }
  return (
    <span className="inline-flex flex-wrap gap-x-3 gap-y-0.5">
      {SEVERITIES.filter((severity) => cluster.openViolations[severity] > 0).map((severity) => (
        <Link
          key={severity}
          href={path(`/violations?cluster=${cluster.id}&severity=${severity}`)}
          aria-label={`${cluster.openViolations[severity]} ${severityWord[severity].toLowerCase()} in ${cluster.name}`}
          className={cn(
            "inline-flex items-center gap-1 rounded-xs font-[560] hover:underline",
            severityText[severity],
          )}
        >
          <SeverityMark severity={severity} shapeOnly />
          {formatNumber(cluster.openViolations[severity])}
        </Link>
      ))}
    </span>
  );
}
