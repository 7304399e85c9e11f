"use client";

import { useMemo } from "react";
import { FilterInput } from "@/components/filters/filter-input";
import type { FilterKey } from "@/components/filters/filter-text";
import { PageHeader } from "@/components/shell/page-header";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { FacetList, FacetSheet, type Facet } from "@/components/ui/facet-list";
import { LoadMore } from "@/components/ui/pagination";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useOrganization } from "@/lib/client/organization-context";
import { useClusters } from "@/lib/client/use-clusters";
import { useEntities } from "@/lib/client/use-entities";
import type { EntityListItem } from "@/lib/contracts/api/entities";
import { InventorySentence } from "./inventory-sentence";
import { InventoryTable } from "./inventory-table";
import { useInventoryFilter } from "./use-inventory-filter";

type KindCounts = ReturnType<typeof useEntities>["kindCounts"];

/** The filter names kinds without their group, so kinds of one name are one value. */
function kindValues(counts: KindCounts) {
  const sums = new Map<string, number>();
  for (const { kind, count } of counts) sums.set(kind, (sums.get(kind) ?? 0) + count);
  return [...sums]
    .map(([kind, count]) => ({ value: kind, label: kind, count }))
    .sort((a, b) => b.count - a.count);
}

function useFacets(kindCounts: KindCounts, items: readonly EntityListItem[]) {
  const clusters = useClusters().data;
  return useMemo(() => {
    const kinds = kindValues(kindCounts);
    const named = (clusters ?? []).map(({ id, name }) => ({ value: id, label: name }));
    const namespaces = [
      ...new Set(items.flatMap(({ namespace }) => (namespace === null ? [] : [namespace]))),
    ].sort();
    const keys: readonly FilterKey[] = [
      { id: "kind", label: "Kind", values: kinds, open: true },
      { id: "cluster", label: "Cluster", values: named },
      {
        id: "namespace",
        label: "Namespace",
        values: namespaces.map((value) => ({ value, label: value })),
        open: true,
      },
    ];
    return { kinds, clusters: named, keys };
  }, [kindCounts, clusters, items]);
}

/** Every entity the clusters report, newest state of each. */
export function InventoryScreen() {
  const filter = useInventoryFilter();
  const list = useEntities(filter.query);
  const { kinds, clusters, keys } = useFacets(list.kindCounts, list.items);
  const facets: readonly Facet[] = [
    { id: "cluster", title: "Cluster", values: clusters, selected: filter.selected.cluster },
    { id: "kind", title: "Kind", values: kinds, selected: filter.selected.kind },
  ];
  const facetProps = { facets, onToggle: filter.url.toggle, onClear: filter.clear };
  return (
    <>
      <PageHeader
        title="Inventory"
        subtitle={
          <InventorySentence total={list.isPending ? null : list.total} isFiltered={filter.isFiltered} />
        }
      />
      <div className="mt-3.5 flex flex-wrap items-start gap-2">
        <FilterInput
          label="Filter the entities"
          placeholder="Filter by kind, cluster, namespace … or any part of a name"
          keys={keys}
          selected={filter.selected}
          text={filter.text}
          onChange={filter.change}
        />
        <FacetSheet {...facetProps} />
      </div>
      <div className="mt-3.5 grid grid-cols-[210px_minmax(0,1fr)] items-start gap-[18px] max-[900px]:grid-cols-[minmax(0,1fr)]">
        <FacetList {...facetProps} />
        <Card aria-label="Entities">
          <Rows list={list} filter={filter} />
        </Card>
      </div>
    </>
  );
}

interface RowsProps {
  readonly list: ReturnType<typeof useEntities>;
  readonly filter: ReturnType<typeof useInventoryFilter>;
}

function Rows({ list, filter }: RowsProps) {
  if (list.isPending) return <SkeletonRows rows={8} label="Reading the entities …" />;
  if (list.isError && list.items.length === 0)
    return (
      <ErrorState error={list.error} onRetry={() => void list.refetch()} kept="Your filters are kept." />
    );
  if (list.items.length === 0) return <Empty isFiltered={filter.isFiltered} onClear={filter.clear} />;
  return (
    <div className={cn(list.isPlaceholderData && "opacity-60")} aria-busy={list.isPlaceholderData}>
      <InventoryTable items={list.items} />
      <LoadMore list={list} />
    </div>
  );
}

function Empty({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const { path } = useOrganization();
  const clusters = useClusters().data;
  if (isFiltered)
    return (
      <EmptyState
        title="No entity matches these filters"
        actions={<Button onClick={onClear}>Clear the filters</Button>}
      >
        The list holds what the clusters report now; deleted entities are found through their violations.
      </EmptyState>
    );
  if (clusters !== undefined && clusters.length > 0)
    return (
      <EmptyState
        title="No entity has arrived yet"
        actions={<ButtonLink href={path("/clusters")}>See how the clusters connect</ButtonLink>}
      >
        Entities appear here as soon as an agent sends what its cluster holds.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No cluster is connected yet"
      actions={
        <ButtonLink variant="primary" href={path("/clusters/new")}>
          Connect a cluster
        </ButtonLink>
      }
    >
      One line of kubectl connects a cluster; what it holds appears here within seconds.
    </EmptyState>
  );
}
