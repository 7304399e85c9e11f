"use client";

import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ProgressSteps } from "@/components/ui/stepper";
import { StaleNotice } from "@/components/ui/states";
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

/** How far a cluster has come on its way to first results. The steps are the console's own account. */
export function ConnectProgress({ cluster }: { readonly cluster: ClusterDetail }) {
  return (
    <Card>
      <CardHeader title="Connecting" note="This page follows by itself; you may leave it and come back." />
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
            // Nothing has been counted yet: "0 of 0" would say less than nothing.
            detail: step.state === "pending" ? "" : step.detail,
          }))}
        />
      </CardBody>
    </Card>
  );
}
