"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, Facts } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/states";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatBytes, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useAgentDisclosure, useRotateCredential } from "@/lib/client/use-clusters";
import type { ClusterDetail } from "@/lib/contracts/api/clusters";
import { AgentVersion, LastHeard, sourceWords } from "./cluster-status";
import { InstallLines } from "./install-lines";
import { NewInstallLine } from "./new-install-line";
import { Troubleshooting, Uninstall } from "./troubleshooting";

export function ClusterAgent({ cluster }: { readonly cluster: ClusterDetail }) {
  const { can } = useOrganization();
  const uninstall = useAgentDisclosure().data?.uninstallCommand;
  if (cluster.sample)
    return (
      <div className="grid grid-cols-2 items-start gap-4 max-[1100px]:grid-cols-1">
        <AgentFacts cluster={cluster} />
        <Card>
          <EmptyState title="This agent belongs to the sample fleet">
            It runs on the console’s own machine and reads made-up manifests. It goes with the sample fleet,
            which is removed on the overview.
          </EmptyState>
        </Card>
      </div>
    );
  return (
    <div className="grid grid-cols-2 items-start gap-4 max-[1100px]:grid-cols-1">
      <div className="flex min-w-0 flex-col gap-4">
        <AgentFacts cluster={cluster} />
        {cluster.status !== "connected" && cluster.source !== "folder" && (
          <Troubleshooting silent={cluster.status === "stale"} />
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {can("cluster.write") && (
          <>
            <NewInstallLine clusterId={cluster.id} waiting={cluster.status === "waiting"} />
            <RotateCredential cluster={cluster} />
          </>
        )}
        {uninstall !== undefined && cluster.source !== "folder" && <Uninstall command={uninstall} />}
      </div>
    </div>
  );
}

function outboxWords(count: number | null): string {
  if (count === null) return "not reported yet";
  return count === 0
    ? "empty: everything was sent"
    : `${plural(count, "change waits", "changes wait")} to be sent`;
}

function AgentFacts({ cluster }: { readonly cluster: ClusterDetail }) {
  const { agent } = cluster;
  return (
    <Card>
      <CardHeader title="Agent" />
      <CardBody>
        <Facts
          items={[
            { term: "Version", value: <AgentVersion cluster={cluster} /> },
            { term: "Reads from", value: sourceWords(cluster) },
            { term: "Last heard", value: <LastHeard cluster={cluster} /> },
            {
              term: "Memory",
              value: agent.rssBytes === null ? "not reported yet" : formatBytes(agent.rssBytes),
            },
            { term: "Outbox", value: outboxWords(agent.outboxCount) },
            {
              term: "Epoch",
              value: (
                <span title="Counts how often the agent had to send everything anew.">
                  {agent.epoch === 0 ? "0, nothing sent yet" : agent.epoch}
                </span>
              ),
            },
            {
              term: "Credential",
              value:
                agent.credentialCreatedAt === null ? (
                  "none: the agent has to register"
                ) : (
                  <>
                    made <TimeAgo at={agent.credentialCreatedAt} />
                  </>
                ),
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}

function RotateCredential({ cluster }: { readonly cluster: ClusterDetail }) {
  const rotate = useRotateCredential(cluster.id);
  const [asking, setAsking] = useState(false);
  return (
    <Card>
      <CardHeader
        title={rotate.data === undefined ? "Credential" : "Credential revoked: run this one line"}
      />
      {rotate.data !== undefined ? (
        <InstallLines install={rotate.data} />
      ) : (
        <CardBody>
          <p className="mb-2.5 max-w-[64ch] text-text-2">
            The agent proves itself with a credential of its own, which only it holds. Rotate it when it may
            have been seen by somebody else.
          </p>
          <Button
            variant="danger"
            disabled={cluster.agent.credentialCreatedAt === null}
            onClick={() => setAsking(true)}
          >
            Rotate the credential
          </Button>
        </CardBody>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Rotate the credential of ${cluster.name}?`}
        description="The agent that runs now is shut out at once. You get a new install line; until it has been run, the cluster is silent. Nothing that is stored is lost."
        action="Rotate the credential"
        busy={rotate.isPending ? "Revoking the credential …" : null}
        error={rotate.error}
        onConfirm={() => rotate.mutate(undefined, { onSuccess: () => setAsking(false) })}
      />
    </Card>
  );
}
