"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useClusters } from "@/lib/client/use-clusters";
import { useCounts } from "@/lib/client/use-overview";
import type { ViolationFacets, ViolationFilter } from "@/lib/contracts/api/violations";

export interface ViolationsEmptyProps {
  readonly state: ViolationFilter["state"];
  readonly isFiltered: boolean;
  readonly onClear: () => void;
  readonly facets: ViolationFacets | undefined;
}

/** Why the list is empty. "Nothing found" is said only where something was judged. */
export function ViolationsEmpty({ state, isFiltered, onClear, facets }: ViolationsEmptyProps) {
  if (isFiltered)
    return (
      <EmptyState
        title={`No ${state} violation matches these filters`}
        actions={<Button onClick={onClear}>Clear the filters</Button>}
      >
        What the filters leave out may still hold violations.
      </EmptyState>
    );
  if (state === "resolved")
    return (
      <EmptyState title="No violation has been resolved yet">
        A violation resolves by itself as soon as a cluster reports the fixed entity, and then stands here
        with its reason.
      </EmptyState>
    );
  if (state === "excepted")
    return (
      <EmptyState title="No violation is excepted">
        Every violation found counts as open until it is fixed.
      </EmptyState>
    );
  return <NothingOpen facets={facets} />;
}

function NothingOpen({ facets }: { readonly facets: ViolationFacets | undefined }) {
  const { path } = useOrganization();
  const counts = useCounts().data;
  const clusters = useClusters().data;
  if (counts === undefined || clusters === undefined || facets === undefined)
    return <EmptyState title="No open violation was found">Reading what has been judged so far …</EmptyState>;
  if (clusters.length === 0)
    return (
      <EmptyState
        title="No cluster is connected yet, so nothing has been judged"
        actions={
          <ButtonLink variant="primary" href={path("/clusters/new")}>
            Connect a cluster
          </ButtonLink>
        }
      >
        One line of kubectl connects a cluster; its violations appear here within seconds.
      </EmptyState>
    );
  if (counts.policies === 0)
    return (
      <EmptyState
        title="There is no policy yet, so nothing is judged"
        actions={
          <ButtonLink variant="primary" href={path("/policies/new")}>
            Create a policy
          </ButtonLink>
        }
      >
        {plural(facets.entities, "entity is", "entities are")} known. A policy shows before it is saved what
        it would find in them.
      </EmptyState>
    );
  const pending = clusters.reduce((sum, cluster) => sum + cluster.pendingEvaluations, 0);
  if (facets.entities === 0 || pending > 0)
    return (
      <EmptyState
        title={facets.entities === 0 ? "No entity has arrived yet" : "No open violation found so far"}
      >
        {facets.entities === 0
          ? "Nothing has been judged; violations appear here as soon as a cluster reports what it holds."
          : `${plural(pending, "entity is", "entities are")} still waiting to be judged.`}
      </EmptyState>
    );
  return (
    <EmptyState
      title="No open violation"
      actions={<ButtonLink href={path("/policies")}>See what each policy checked</ButtonLink>}
    >
      {plural(counts.policies, "policy judges", "policies judge")}{" "}
      {plural(facets.entities, "entity", "entities")}
      {facets.unreadable.length > 0
        ? ". Kinds that a cluster does not let the agent read are not among them."
        : " as last reported by the clusters."}
    </EmptyState>
  );
}
