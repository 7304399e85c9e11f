"use client";

import Link from "next/link";
import { RankRow } from "@/components/ui/rank-row";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { SeverityMark } from "@/components/ui/severity-mark";
import { EmptyState } from "@/components/ui/states";
import { formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { Overview } from "@/lib/contracts/api/overview";

export function TopPolicies({ policies }: { readonly policies: Overview["topPolicies"] }) {
  const { path } = useOrganization();
  return (
    <Card>
      <CardHeader title="Policies broken most" note="entities violating, of those checked" />
      {policies.length === 0 ? (
        <EmptyState title="No policy is broken">
          None of the entities judged so far breaks one. What is not judged is named at the top of this page.
        </EmptyState>
      ) : (
        <CardBody>
          {policies.map((policy) => (
            <RankRow
              key={policy.id}
              name={
                <span className="flex min-w-0 items-center gap-1.5">
                  <SeverityMark severity={policy.severity} shapeOnly />
                  <Link
                    href={path(`/policies/${policy.id}`)}
                    title={policy.name}
                    className="truncate rounded-xs hover:underline"
                  >
                    {policy.name}
                  </Link>
                </span>
              }
              total={policy.checked}
              parts={[{ value: policy.violating, tone: policy.severity, label: "violating" }]}
              note={
                <Link
                  href={path(`/violations?policy=${policy.id}`)}
                  aria-label={`${formatNumber(policy.violating)} of ${formatNumber(policy.checked)} violate ${policy.name}`}
                  className="rounded-xs hover:underline"
                >
                  {formatNumber(policy.violating)} of {formatNumber(policy.checked)}
                </Link>
              }
            />
          ))}
        </CardBody>
      )}
    </Card>
  );
}

export function TopNamespaces({ namespaces }: { readonly namespaces: Overview["topNamespaces"] }) {
  const { path } = useOrganization();
  const top = Math.max(1, ...namespaces.map((entry) => entry.open));
  if (namespaces.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Namespaces with most open violations" />
      <CardBody>
        {namespaces.map((entry) => {
          const href = path(
            `/violations?cluster=${entry.clusterId}&namespace=${encodeURIComponent(entry.namespace)}`,
          );
          return (
            <RankRow
              key={`${entry.clusterId} ${entry.namespace}`}
              name={
                <Link href={href} className="rounded-xs hover:underline">
                  {entry.namespace} <span className="text-text-3">{entry.clusterName}</span>
                </Link>
              }
              total={top}
              parts={[{ value: entry.open, tone: "accent", label: "open" }]}
              note={
                <Link
                  href={href}
                  aria-label={`${plural(entry.open, "open violation")} in ${entry.namespace} of ${entry.clusterName}`}
                  className="rounded-xs hover:underline"
                >
                  {formatNumber(entry.open)} open
                </Link>
              }
            />
          );
        })}
      </CardBody>
    </Card>
  );
}
