"use client";

import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ProgressSteps } from "@/components/ui/stepper";
import { StaleNotice } from "@/components/ui/states";
import { useCounts } from "@/lib/client/use-overview";
import type { ClusterDetail } from "@/lib/contracts/api/clusters";

const labels: Record<ClusterDetail["steps"][number]["id"], string> = {
  waiting: "Agent installed",
  connected: "Connected",
  permissions: "Permissions checked",
  objects: "Objects stored",
  results: "First results",
};

/** True until the first results of every entity are there. */
export function isConnecting(cluster: Pick<ClusterDetail, "steps">): boolean {
  return cluster.steps.some((step) => step.state !== "done");
}

type ConnectStep = ClusterDetail["steps"][number];

function detailOf(step: ConnectStep, policies: number | undefined): string {
  // Nothing has been counted yet: "0 of 0" would say less than nothing.
  if (step.state === "pending") return "";
  // Without a policy there is no result, and none found must not read as none there.
  if (step.id === "results" && step.state === "done" && policies === 0)
    return "Ready to be judged, but there is no policy yet, so nothing is known.";
  return step.detail;
}

/** How far a cluster has come on its way to first results. The steps are the console's own account. */
export function ConnectProgress({ cluster }: { readonly cluster: ClusterDetail }) {
  const policies = useCounts().data?.policies;
  const connecting = isConnecting(cluster);
  return (
    <Card>
      <CardHeader
        title={connecting ? "Connecting" : "Connected"}
        note={connecting ? "This page follows by itself; you may leave it and come back." : undefined}
      />
      <CardBody>
        {cluster.status === "stale" && cluster.lastHeardAt !== null && (
          <StaleNotice since={cluster.lastHeardAt} className="mb-3" />
        )}
        <ProgressSteps
          label={`Progress of ${cluster.name}`}
          steps={cluster.steps.map((step) => ({
            ...step,
            label:
              step.id === "waiting" && step.state === "active" ? "Waiting for the agent" : labels[step.id],
            detail: detailOf(step, policies),
          }))}
        />
      </CardBody>
    </Card>
  );
}
