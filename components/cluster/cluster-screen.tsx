"use client";

import { Boxes } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pill } from "@/components/ui/pill";
import { QueryBody } from "@/components/ui/query-body";
import { SkeletonRows } from "@/components/ui/skeleton";
import { StaleNotice } from "@/components/ui/states";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useCluster } from "@/lib/client/use-clusters";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { ClusterDetail } from "@/lib/contracts/api/clusters";
import { ClusterAgent } from "./cluster-agent";
import { ClusterInventory } from "./cluster-inventory";
import { ClusterSettings } from "./cluster-settings";
import { AgentVersion, ClusterStatus, LastHeard, sourceWords } from "./cluster-status";
import { ClusterSummary } from "./cluster-summary";
import { ClusterSync } from "./cluster-sync";
import { ConnectProgress, isConnecting } from "./connect-progress";
import { LabelTags } from "./label-tags";
import { NewInstallLine } from "./new-install-line";
import { Troubleshooting } from "./troubleshooting";

const tabs = [
  { id: "summary", label: "Summary" },
  { id: "inventory", label: "Inventory" },
  { id: "sync", label: "Sync health" },
  { id: "agent", label: "Agent" },
  { id: "settings", label: "Settings" },
] as const;
type Tab = (typeof tabs)[number]["id"];

const watchMs = 2_000;

export function ClusterScreen({ clusterId }: { readonly clusterId: string }) {
  const first = useCluster(clusterId);
  const connecting = first.data !== undefined && first.data.status !== "stale" && isConnecting(first.data);
  const cluster = useCluster(clusterId, { refetchMs: connecting ? watchMs : undefined });
  return (
    <QueryBody
      query={cluster}
      reading="Reading the cluster …"
      skeleton={
        <Card>
          <SkeletonRows label="Reading the cluster …" />
        </Card>
      }
    >
      {(data) => <Loaded cluster={data} connecting={connecting} />}
    </QueryBody>
  );
}

function Loaded({ cluster, connecting }: { readonly cluster: ClusterDetail; readonly connecting: boolean }) {
  const { path } = useOrganization();
  const params = useUrlParams();
  const tab = tabs.find((entry) => entry.id === params.get("tab"))?.id ?? "summary";
  const { unreadable } = cluster.kinds;
  return (
    <>
      <PageHeader
        above={
          <>
            <ClusterStatus status={cluster.status} />
            {cluster.sample && <Pill tone="accent">Sample</Pill>}
            <LabelTags labels={cluster.labels} />
          </>
        }
        title={cluster.name}
        crumbs={[{ label: cluster.name }]}
        subtitle={<Subtitle cluster={cluster} />}
        actions={
          <>
            <ButtonLink href={path(`/inventory?cluster=${cluster.id}`)}>
              <Boxes aria-hidden /> Inventory
            </ButtonLink>
            <ButtonLink href={path(`/violations?cluster=${cluster.id}`)}>Violations</ButtonLink>
          </>
        }
      />
      {cluster.status === "stale" && cluster.lastHeardAt !== null && (
        <StaleNotice since={cluster.lastHeardAt} subject={cluster.name} className="mt-3" />
      )}
      <LinkTabs
        className="mt-3 mb-4"
        label="Parts of the cluster"
        items={tabs.map((entry) => ({
          label: entry.label,
          href: params.href({ tab: entry.id === "summary" ? null : entry.id }),
          active: entry.id === tab,
          count: entry.id === "sync" && unreadable > 0 ? unreadable : undefined,
        }))}
      />
      <TabBody tab={tab} cluster={cluster} connecting={connecting} />
    </>
  );
}

function Subtitle({ cluster }: { readonly cluster: ClusterDetail }) {
  const { path } = useOrganization();
  if (cluster.status === "waiting")
    return <>Its agent has not called yet, so nothing is known of this cluster.</>;
  const { unreadable } = cluster.kinds;
  return (
    <>
      {sourceWords(cluster)}. Agent <AgentVersion cluster={cluster} />, last heard{" "}
      <LastHeard cluster={cluster} />.
      {unreadable > 0 && (
        <>
          {" "}
          <Link className="link" href={path(`/clusters/${cluster.id}?tab=sync`)}>
            {plural(unreadable, "kind")}
          </Link>{" "}
          cannot be read, so {unreadable === 1 ? "it is" : "they are"} not judged.
        </>
      )}
    </>
  );
}

interface TabBodyProps {
  readonly tab: Tab;
  readonly cluster: ClusterDetail;
  readonly connecting: boolean;
}

function TabBody({ tab, cluster, connecting }: TabBodyProps): ReactNode {
  const waiting = cluster.status === "waiting";
  switch (tab) {
    case "summary":
      if (waiting) return <Waiting cluster={cluster} />;
      return (
        <div className="flex flex-col gap-4">
          {connecting && <ConnectProgress cluster={cluster} />}
          <ClusterSummary cluster={cluster} />
        </div>
      );
    case "inventory":
      return <ClusterInventory cluster={cluster} />;
    case "sync":
      return <ClusterSync cluster={cluster} />;
    case "agent":
      return <ClusterAgent cluster={cluster} />;
    case "settings":
      return <ClusterSettings cluster={cluster} />;
  }
}

function Waiting({ cluster }: { readonly cluster: ClusterDetail }) {
  const { can } = useOrganization();
  return (
    <div className="grid grid-cols-[8fr_5fr] items-start gap-4 max-[1100px]:grid-cols-1">
      <div className="flex min-w-0 flex-col gap-4">
        {can("cluster.write") && !cluster.sample && <NewInstallLine clusterId={cluster.id} waiting />}
        <ConnectProgress cluster={cluster} />
      </div>
      {!cluster.sample && <Troubleshooting />}
    </div>
  );
}
