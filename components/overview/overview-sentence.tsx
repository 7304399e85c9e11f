"use client";

import Link from "next/link";
import { unknownSentences } from "@/components/cluster/cluster-sentence";
import { formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { Overview } from "@/lib/contracts/api/overview";
import { SEVERITIES } from "@/lib/domain/severity";

type Step = Overview["checklist"][number]["id"];

export function isDone(overview: Overview, step: Step): boolean {
  return overview.checklist.some((entry) => entry.id === step && entry.done);
}

/** Whether zero means zero: something is stored, and at least one policy judges it. */
export function isJudged(overview: Overview): boolean {
  return overview.entities > 0 && isDone(overview, "policy");
}

/** The checklist has nothing more to say: what is judged later is not a first step any more. */
export function isComplete(overview: Overview): boolean {
  return overview.checklist.every(
    (entry) => entry.done || (entry.id === "violations" && overview.recent.length > 0),
  );
}

/** What is known and what is not, in a few sentences. */
export function OverviewSentence({ overview }: { readonly overview: Overview }) {
  const { path } = useOrganization();
  const { clusters, entities, violatingEntities, pausedPolicies } = overview;
  if (clusters.length === 0) return <>No cluster is connected, so nothing is known and nothing is judged.</>;
  const open = SEVERITIES.reduce((sum, severity) => sum + overview.open[severity], 0);
  const fleet = (
    <>
      <Link href={path("/inventory")} className="link">
        {plural(entities, "entity", "entities")}
      </Link>{" "}
      in{" "}
      <Link href={path("/clusters")} className="link">
        {plural(clusters.length, "cluster")}
      </Link>
    </>
  );
  const unknown = unknownSentences(clusters);
  return (
    <>
      {entities === 0 ? (
        <>Nothing is stored yet, so nothing is judged.</>
      ) : !isJudged(overview) ? (
        <>{fleet}, but no policy is switched on: nothing is judged yet.</>
      ) : (
        <>
          <Link href={path("/violations")} className="link">
            {plural(open, "open violation")}
          </Link>{" "}
          on {formatNumber(violatingEntities)} of {fleet}.
        </>
      )}
      {pausedPolicies > 0 && (
        <>
          {" "}
          <Link href={path("/policies?state=paused")} className="link">
            {plural(pausedPolicies, "policy", "policies")}
          </Link>{" "}
          {pausedPolicies === 1 ? "is paused, and what it" : "are paused, and what they"} would find is not
          known.
        </>
      )}
      {unknown.length > 0 && ` ${unknown.join(" ")}`}
    </>
  );
}
