"use client";

import { useState } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { QueryBody } from "@/components/ui/query-body";
import { EmptyState, ForbiddenState } from "@/components/ui/states";
import { Stepper } from "@/components/ui/stepper";
import { useOrganization } from "@/lib/client/organization-context";
import { useCluster, useClusters, useCreateCluster } from "@/lib/client/use-clusters";
import { useCounts } from "@/lib/client/use-overview";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { ClusterDetail, CreatedCluster, Install } from "@/lib/contracts/api/clusters";
import { AgentDisclosureCards } from "./agent-disclosure";
import { ClusterForm } from "./cluster-form";
import { ConnectProgress, isConnecting } from "./connect-progress";
import { InstallLines } from "./install-lines";
import { NewInstallLine } from "./new-install-line";
import { Troubleshooting, Uninstall } from "./troubleshooting";

const watchMs = 2_000;
const columns = "mt-4 grid items-start gap-4 max-[1100px]:grid-cols-1";

/** Step 1 names the cluster and discloses; step 2 shows the line and follows what happens. The cluster stands in the address. */
export function AddCluster() {
  const { can, path } = useOrganization();
  const params = useUrlParams();
  const clusterId = params.get("cluster");
  // The only copy of the token: it is gone when the page is left.
  const [install, setInstall] = useState<Install | null>(null);
  if (!can("cluster.write"))
    return (
      <>
        <PageHeader title="Add cluster" crumbs={[{ label: "Add cluster" }]} />
        <Card className="mt-4">
          <ForbiddenState
            href={path("/clusters")}
            detail="Only an owner or admin of the organization can add a cluster. They can change your role under Settings, Members."
          />
        </Card>
      </>
    );
  if (clusterId !== null) return <Connect clusterId={clusterId} install={install} />;
  return (
    <NameAndDisclose
      onCreated={(created) => {
        setInstall(created.install);
        params.set({ cluster: created.cluster.id });
      }}
    />
  );
}

function Steps({ at }: { readonly at: 0 | 1 | 2 | 3 }) {
  const names = ["Name and permissions", "Run one line", "First results"];
  return (
    <div className="mt-3">
      <Stepper
        label="Adding a cluster"
        steps={names.map((label, index) => ({
          id: label,
          label,
          state: index < at ? "done" : index === at ? "active" : "pending",
        }))}
      />
    </div>
  );
}

function NameAndDisclose({ onCreated }: { readonly onCreated: (created: CreatedCluster) => void }) {
  const create = useCreateCluster();
  const clusters = useClusters().data ?? [];
  return (
    <>
      <PageHeader
        title="Add cluster"
        crumbs={[{ label: "Add cluster" }]}
        subtitle="Name it and read what the agent may do; the install line comes after. Nothing touches your cluster until you run it."
      />
      <Steps at={0} />
      <div className={`${columns} grid-cols-[minmax(300px,5fr)_8fr]`}>
        <Card>
          <CardHeader title="The cluster" />
          <CardBody>
            <ClusterForm
              start={{ name: "", labels: {} }}
              taken={clusters.map((cluster) => cluster.name)}
              labelsHelp="Policies can target clusters by label. Press Enter after each."
              onSave={async (fields) => {
                onCreated(await create.mutateAsync(fields));
              }}
            >
              {() => (
                <div className="flex flex-wrap items-center gap-2">
                  <Button
                    type="submit"
                    variant="primary"
                    busy={(create.isPending || create.isSuccess) && "Making the install line …"}
                  >
                    Make the install line
                  </Button>
                </div>
              )}
            </ClusterForm>
          </CardBody>
        </Card>
        <div className="flex min-w-0 flex-col gap-4">
          <AgentDisclosureCards />
        </div>
      </div>
    </>
  );
}

function Connect({ clusterId, install }: { readonly clusterId: string; readonly install: Install | null }) {
  const cluster = useCluster(clusterId, { refetchMs: watchMs });
  return (
    <QueryBody query={cluster} reading="Reading the cluster …">
      {(data) => <ConnectCluster cluster={data} install={install} />}
    </QueryBody>
  );
}

function sentence(cluster: ClusterDetail, policies: number | undefined): string {
  if (cluster.status === "waiting") return "Run the line below. This page turns to connected by itself.";
  if (isConnecting(cluster)) return "Connected. Its entities arrive and are judged as they do.";
  if (policies === 0) return "Connected. There is no policy yet, so nothing is judged.";
  return "Connected, and every entity is judged. From now on what changes is judged within seconds.";
}

function ConnectCluster({
  cluster,
  install,
}: {
  readonly cluster: ClusterDetail;
  readonly install: Install | null;
}) {
  const { path } = useOrganization();
  const policies = useCounts().data?.policies;
  const waiting = cluster.status === "waiting";
  const done = !isConnecting(cluster);
  return (
    <>
      <PageHeader
        title={waiting ? `Connect ${cluster.name}` : `${cluster.name} is connected`}
        crumbs={[{ label: "Add cluster" }]}
        subtitle={sentence(cluster, policies)}
        actions={
          <ButtonLink
            variant={waiting || policies === 0 ? "secondary" : "primary"}
            href={path(`/clusters/${cluster.id}`)}
          >{`Open ${cluster.name}`}</ButtonLink>
        }
      />
      <Steps at={waiting ? 1 : done ? 3 : 2} />
      <div className={`${columns} grid-cols-[8fr_5fr]`}>
        <div className="flex min-w-0 flex-col gap-4">
          {waiting && <Line install={install} clusterId={cluster.id} />}
          <ConnectProgress cluster={cluster} />
          {waiting && (
            <Disclosure summary="Read again what the agent may do and what leaves the cluster">
              <div className="flex flex-col gap-4">
                <AgentDisclosureCards />
              </div>
            </Disclosure>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {done ? <NextStep cluster={cluster} policies={policies} /> : <Troubleshooting />}
          {install !== null && cluster.source !== "folder" && (
            <Uninstall command={install.uninstallCommand} />
          )}
        </div>
      </div>
    </>
  );
}

function Line({ install, clusterId }: { readonly install: Install | null; readonly clusterId: string }) {
  if (install === null) return <NewInstallLine clusterId={clusterId} waiting />;
  return (
    <Card>
      <CardHeader title="Run this one line" />
      <InstallLines install={install} />
    </Card>
  );
}

function NextStep({
  cluster,
  policies,
}: {
  readonly cluster: ClusterDetail;
  readonly policies: number | undefined;
}) {
  const { path, can } = useOrganization();
  const first = policies === 0;
  return (
    <Card>
      <EmptyState
        title="What next"
        actions={
          <>
            {can("policy.write") && (
              <ButtonLink variant={first ? "primary" : "secondary"} href={path("/policies/new")}>
                {first ? "Make the first policy" : "New policy"}
              </ButtonLink>
            )}
            {!first && (
              <ButtonLink href={path(`/violations?cluster=${cluster.id}`)}>Open its violations</ButtonLink>
            )}
          </>
        }
      >
        {first
          ? "Choose a template and fill in its form: the preview says what it would find in this cluster before anything is saved."
          : "Your policies judge this cluster from now on, and so will those you make."}
      </EmptyState>
    </Card>
  );
}
