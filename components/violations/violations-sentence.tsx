"use client";

import Link from "next/link";
import { Fragment } from "react";
import { formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useClusters } from "@/lib/client/use-clusters";
import type { ViolationFacets, ViolationFilter } from "@/lib/contracts/api/violations";

function Silent({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  const one = names.length === 1;
  return ` ${names.join(", ")} ${one ? "is" : "are"} silent, so what is open there may have changed.`;
}

function Unreadable({ clusters }: { readonly clusters: ViolationFacets["unreadable"] }) {
  const { path } = useOrganization();
  const shown = clusters.filter((cluster) => cluster.kinds > 0);
  if (shown.length === 0) return null;
  const one = shown.length === 1;
  return (
    <>
      {" "}
      {shown.map((cluster, index) => (
        <Fragment key={cluster.clusterId}>
          {index > 0 && (index === shown.length - 1 ? " and " : ", ")}
          {index === 0
            ? `${plural(cluster.kinds, "kind")} ${cluster.kinds === 1 ? "is" : "are"} not readable in `
            : `${cluster.kinds} in `}
          <Link href={path(`/clusters/${cluster.clusterId}?tab=sync`)} className="link">
            {cluster.clusterName}
          </Link>
        </Fragment>
      ))}
      {`, so ${one && shown[0]?.kinds === 1 ? "it is" : "they are"} not judged there.`}
    </>
  );
}

export interface ViolationsSentenceProps {
  readonly facets: ViolationFacets | undefined;
  readonly state: ViolationFilter["state"];
  readonly isFiltered: boolean;
}

/** What is known and what is not: how many are open on how much, and what nobody can judge. */
export function ViolationsSentence({ facets, state, isFiltered }: ViolationsSentenceProps) {
  const { path } = useOrganization();
  const clusters = useClusters().data ?? [];
  if (facets === undefined) return <>Counting what is {state} …</>;
  const count = facets.states[state];
  const match = isFiltered ? ` ${count === 1 ? "matches" : "match"} the filters,` : "";
  if (state !== "open" && count === 0)
    return <>{isFiltered ? `Nothing ${state} matches the filters.` : `Nothing is ${state} so far.`}</>;
  // Resolved violations may stand on entities that are gone: those are no part of the entities there are.
  if (state !== "open")
    return (
      <>
        {formatNumber(count)} {state}
        {match} on {plural(facets.violatingEntities, "entity", "entities")}.
      </>
    );
  const pending = clusters.reduce((sum, cluster) => sum + cluster.pendingEvaluations, 0);
  return (
    <>
      {formatNumber(count)} open
      {match} on {formatNumber(facets.violatingEntities)} of{" "}
      <Link href={path("/inventory")} className="link">
        {plural(facets.entities, "entity", "entities")}
      </Link>
      .{pending > 0 && ` ${plural(pending, "entity is", "entities are")} still waiting to be judged.`}
      <Silent names={clusters.filter(({ status }) => status === "stale").map(({ name }) => name)} />
      <Unreadable clusters={facets.unreadable} />
    </>
  );
}
