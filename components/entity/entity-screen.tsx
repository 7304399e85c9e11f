"use client";

import { PageHeader } from "@/components/shell/page-header";
import { Card } from "@/components/ui/card";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState, Notice, StaleNotice } from "@/components/ui/states";
import { TimeAgo } from "@/components/ui/time-ago";
import { useOrganization } from "@/lib/client/organization-context";
import { useClusters } from "@/lib/client/use-clusters";
import { useEntity } from "@/lib/client/use-entities";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { EntityDetail } from "@/lib/contracts/api/entities";
import { EntityHeader } from "./entity-header";
import { ObjectTab } from "./object-tab";
import { PoliciesTab } from "./policies-tab";
import { RelatedTab } from "./related-tab";
import { VersionsTab } from "./versions-tab";

const tabs = ["yaml", "policies", "versions", "related"] as const;
type Tab = (typeof tabs)[number];

/** One object of one cluster: what it holds, how every policy stands to it, how it came to be so. */
export function EntityScreen({ entityId }: { readonly entityId: string }) {
  const { path } = useOrganization();
  const entity = useEntity(entityId);
  if (entity.data === undefined) {
    if (entity.isError)
      return (
        <>
          <PageHeader
            title="Entity"
            crumbs={[{ label: "Inventory", href: path("/inventory") }, { label: "Entity" }]}
          />
          <div className="mt-3.5">
            <Card>
              <ErrorState error={entity.error} onRetry={() => void entity.refetch()} />
            </Card>
          </div>
        </>
      );
    return <Loading />;
  }
  return (
    <>
      <EntityHeader entity={entity.data} />
      <Notices entity={entity.data} failed={entity.isError} />
      <Tabs entity={entity.data} />
    </>
  );
}

function Notices({ entity, failed }: { readonly entity: EntityDetail; readonly failed: boolean }) {
  const cluster = useClusters().data?.find(({ id }) => id === entity.cluster.id);
  return (
    <>
      {failed && (
        <Notice tone="bad" className="mt-3.5">
          This entity could not be read again; what you see is what was read before.
        </Notice>
      )}
      {entity.deletedAt !== null && (
        <Notice tone="warn" className="mt-3.5">
          Deleted from {entity.cluster.name} <TimeAgo at={entity.deletedAt} />. What you see is the last
          version that was seen.
        </Notice>
      )}
      {cluster?.status === "stale" && cluster.lastHeardAt !== null && (
        <StaleNotice since={cluster.lastHeardAt} subject={cluster.name} className="mt-3.5" />
      )}
    </>
  );
}

function Tabs({ entity }: { readonly entity: EntityDetail }) {
  const url = useUrlParams();
  const active = tabs.find((tab) => tab === url.get("tab")) ?? "yaml";
  const labels: Record<Tab, { readonly label: string; readonly count?: number }> = {
    yaml: { label: "YAML" },
    policies: {
      label: "Policies",
      count: entity.policies.filter(({ status }) => status !== "not_applied").length,
    },
    versions: { label: "Versions", count: entity.versions.length },
    related: { label: "Related", count: entity.owned.length + (entity.owner === null ? 0 : 1) },
  };
  return (
    <>
      <LinkTabs
        label="Parts of the entity"
        className="mt-3"
        items={tabs.map((tab) => ({
          ...labels[tab],
          href: url.href({ tab: tab === "yaml" ? null : tab, from: null, to: null }),
          active: tab === active,
        }))}
      />
      <div className="mt-4">
        {active === "yaml" && <ObjectTab entity={entity} />}
        {active === "policies" && <PoliciesTab entity={entity} />}
        {active === "versions" && <VersionsTab entity={entity} />}
        {active === "related" && <RelatedTab entity={entity} />}
      </div>
    </>
  );
}

function Loading() {
  return (
    <>
      <Skeleton className="h-5 w-1/3" />
      <Skeleton className="mt-2.5 mb-5 w-1/2" />
      <Card>
        <SkeletonRows label="Reading the entity …" />
      </Card>
    </>
  );
}
