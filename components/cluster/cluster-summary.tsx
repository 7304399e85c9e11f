"use client";

import Link from "next/link";
import { RankRow } from "@/components/ui/rank-row";
import { Card, CardBody, CardHeader, Facts } from "@/components/ui/card";
import { SeverityMark, UnknownMark } from "@/components/ui/severity-mark";
import { Stat } from "@/components/ui/stat";
import { EmptyState } from "@/components/ui/states";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useCounts } from "@/lib/client/use-overview";
import type { ClusterDetail } from "@/lib/contracts/api/clusters";
import { SEVERITIES } from "@/lib/domain/severity";
import { LastHeard } from "./cluster-status";
import { notJudgedReason, openTotal } from "./open-violations";

export function ClusterSummary({ cluster }: { readonly cluster: ClusterDetail }) {
  return (
    <>
      <Tiles cluster={cluster} />
      <div className="grid grid-cols-2 items-start gap-4 max-[900px]:grid-cols-1">
        <Namespaces cluster={cluster} />
        <Freshness cluster={cluster} />
      </div>
    </>
  );
}

function Tiles({ cluster }: { readonly cluster: ClusterDetail }) {
  const { path } = useOrganization();
  const policies = useCounts().data?.policies;
  const reason = openTotal(cluster) === 0 ? notJudgedReason(cluster, policies) : null;
  return (
    <Card aria-label="Open violations by severity">
      <div className="grid grid-cols-5 divide-x divide-line max-[900px]:grid-cols-2 max-[900px]:divide-x-0">
        {SEVERITIES.map((severity) => (
          <div key={severity} className="px-3.5 py-3">
            <Stat
              value={reason === null ? cluster.openViolations[severity] : "–"}
              tone={cluster.openViolations[severity] > 0 ? severity : "text"}
              href={path(`/violations?cluster=${cluster.id}&severity=${severity}`)}
              label={
                reason === null ? <SeverityMark severity={severity} /> : <UnknownMark>{reason}</UnknownMark>
              }
            />
          </div>
        ))}
        <div className="px-3.5 py-3">
          <Stat
            value={cluster.entities}
            href={path(`/inventory?cluster=${cluster.id}`)}
            label={`entities in ${plural(cluster.namespaces, "namespace")}`}
          />
        </div>
      </div>
    </Card>
  );
}

function Namespaces({ cluster }: { readonly cluster: ClusterDetail }) {
  const { path } = useOrganization();
  const { topNamespaces } = cluster;
  const top = Math.max(1, ...topNamespaces.map((entry) => entry.openViolations));
  return (
    <Card>
      <CardHeader title="Namespaces" note="most open violations first" />
      {topNamespaces.length === 0 ? (
        <EmptyState title="No namespace is known yet">They appear as the agent sends them.</EmptyState>
      ) : (
        <CardBody>
          {topNamespaces.map((entry) => {
            const at = `cluster=${cluster.id}&namespace=${encodeURIComponent(entry.namespace)}`;
            return (
              <RankRow
                key={entry.namespace}
                name={
                  <Link
                    href={path(`/inventory?${at}`)}
                    title={plural(entry.entities, "entity", "entities")}
                    className="rounded-xs hover:underline"
                  >
                    {entry.namespace}
                  </Link>
                }
                total={top}
                parts={[{ value: entry.openViolations, tone: "accent", label: "open violations" }]}
                note={
                  <Link
                    href={path(`/violations?${at}`)}
                    aria-label={`${plural(entry.openViolations, "open violation")} in ${entry.namespace}`}
                    className="rounded-xs hover:underline"
                  >
                    {formatNumber(entry.openViolations)} open
                  </Link>
                }
              />
            );
          })}
        </CardBody>
      )}
    </Card>
  );
}

function Freshness({ cluster }: { readonly cluster: ClusterDetail }) {
  const { path } = useOrganization();
  const { complete, listing, unreadable } = cluster.kinds;
  const kinds = complete + listing + unreadable;
  return (
    <Card>
      <CardHeader title="Freshness" />
      <CardBody>
        <Facts
          items={[
            { term: "Last heard", value: <LastHeard cluster={cluster} /> },
            {
              term: "Last change",
              value: cluster.lastChangeAt === null ? "none seen yet" : <TimeAgo at={cluster.lastChangeAt} />,
            },
            {
              term: "Connected",
              value: cluster.connectedAt === null ? "not yet" : <TimeAgo at={cluster.connectedAt} />,
            },
            {
              term: "Kinds",
              value:
                kinds === 0 ? (
                  "not known yet"
                ) : (
                  <Link href={path(`/clusters/${cluster.id}?tab=sync`)} className="link">
                    {formatNumber(complete)} of {formatNumber(kinds)} listed in full
                    {unreadable > 0 && `, ${formatNumber(unreadable)} not readable`}
                  </Link>
                ),
            },
            {
              term: "To judge",
              value:
                cluster.pendingEvaluations === 0
                  ? "nothing waits"
                  : `${plural(cluster.pendingEvaluations, "entity waits", "entities wait")} to be judged`,
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}
