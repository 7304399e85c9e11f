"use client";

import { Plus } from "lucide-react";
import { useCallback } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { QueryBody } from "@/components/ui/query-body";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { EmptyState } from "@/components/ui/states";
import { useOrganization } from "@/lib/client/organization-context";
import { useClusters } from "@/lib/client/use-clusters";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { Cluster } from "@/lib/contracts/api/clusters";
import { SampleFleetButton } from "./sample-fleet";
import { clustersSentence } from "./cluster-sentence";
import { statusWord } from "./cluster-status";
import { ClusterTable } from "./cluster-table";

const sorts = [
  { value: "name", label: "name" },
  { value: "worst", label: "most severe first" },
  { value: "silent", label: "longest silent first" },
] as const;
type Sort = (typeof sorts)[number]["value"];

const statuses = [
  { value: "any", label: "any" },
  { value: "connected", label: statusWord.connected },
  { value: "stale", label: statusWord.stale },
  { value: "waiting", label: statusWord.waiting },
] as const;

function worse(a: Cluster, b: Cluster): number {
  const [x, y] = [a.openViolations, b.openViolations];
  return y.critical - x.critical || y.high - x.high || y.medium - x.medium || y.low - x.low;
}

const compare: Record<Sort, (a: Cluster, b: Cluster) => number> = {
  name: (a, b) => a.name.localeCompare(b.name),
  worst: worse,
  silent: (a, b) => (a.lastHeardAt ?? "").localeCompare(b.lastHeardAt ?? ""),
};

function has(cluster: Cluster, words: string): boolean {
  const text = [cluster.name, ...Object.entries(cluster.labels).map((entry) => entry.join("="))].join(" ");
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
}

function useChosen() {
  const params = useUrlParams();
  return {
    params,
    q: params.get("q") ?? "",
    status: statuses.find((entry) => entry.value === params.get("status"))?.value ?? "any",
    sort: sorts.find((entry) => entry.value === params.get("sort"))?.value ?? "name",
  };
}

export function ClustersScreen() {
  const { path, can } = useOrganization();
  const clusters = useClusters();
  const known = clusters.data ?? [];
  return (
    <>
      <PageHeader
        title="Clusters"
        subtitle={
          clusters.data === undefined
            ? "The clusters whose entities the policies judge."
            : known.length === 0
              ? "No cluster is connected, so nothing is judged yet."
              : clustersSentence(known)
        }
        actions={
          can("cluster.write") && (
            <ButtonLink variant="primary" href={path("/clusters/new")}>
              <Plus aria-hidden /> Add cluster
            </ButtonLink>
          )
        }
      />
      {known.length > 0 && <Filters />}
      <Card aria-label="List of clusters" className="mt-3.5">
        <QueryBody query={clusters} reading="Reading the clusters …">
          {(items) => <Body items={items} />}
        </QueryBody>
      </Card>
    </>
  );
}

function Filters() {
  const { params, q, status, sort } = useChosen();
  const { set } = params;
  const search = useCallback((text: string) => set({ q: text }), [set]);
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <SearchInput
        className="min-w-56 flex-1"
        label="Search clusters"
        placeholder="Search by name or label …"
        value={q}
        onChange={search}
      />
      <div className="w-44">
        <Select
          aria-label="Status"
          prefix="Status"
          value={status}
          options={statuses}
          onValueChange={(value) => set({ status: value === "any" ? null : value })}
        />
      </div>
      <div className="w-56">
        <Select
          aria-label="Sort"
          prefix="Sort"
          value={sort}
          options={sorts}
          onValueChange={(value) => set({ sort: value === "name" ? null : value })}
        />
      </div>
    </div>
  );
}

function Body({ items }: { readonly items: readonly Cluster[] }) {
  const { path, can } = useOrganization();
  const { params, q, status, sort } = useChosen();
  if (items.length === 0)
    return (
      <EmptyState
        title="No cluster is connected yet"
        actions={
          can("cluster.write") && (
            <>
              <ButtonLink variant="primary" href={path("/clusters/new")}>
                Add the first cluster
              </ButtonLink>
              <SampleFleetButton />
            </>
          )
        }
      >
        {can("cluster.write")
          ? "One line of kubectl installs a small agent. It reads what the cluster holds, changes nothing, and never sends the values of Secrets."
          : "An owner or admin of the organization can add one. Until then there is nothing to judge."}
      </EmptyState>
    );
  const rows = items
    .filter((cluster) => (status === "any" || cluster.status === status) && has(cluster, q))
    .toSorted((a, b) => compare[sort](a, b) || compare.name(a, b));
  if (rows.length === 0)
    return (
      <EmptyState
        title="No cluster matches"
        actions={<Button onClick={() => params.set({ q: null, status: null })}>Clear the filters</Button>}
      >
        None of the {items.length} clusters fits all that you chose.
      </EmptyState>
    );
  return <ClusterTable rows={rows} />;
}
