"use client";

import { useEffect, useMemo } from "react";
import { useClusters } from "@/lib/client/use-clusters";
import { useEntities } from "@/lib/client/use-entities";
import type { Cluster } from "@/lib/contracts/api/clusters";

const pageSize = 200;
const namespacesMax = 1_000;
const noClusters: readonly Cluster[] = [];

/** Names of the fleet's namespaces, each once, as far as they have been read. */
export function useNamespaces(): readonly string[] {
  const { items, hasNextPage, isFetchingNextPage, fetchNextPage } = useEntities({
    kind: ["Namespace"],
    limit: pageSize,
  });
  const wantsMore = hasNextPage && !isFetchingNextPage && items.length < namespacesMax;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);
  const text = items.map(({ name }) => name).join("\n");
  return useMemo(() => [...new Set(text.split("\n").filter(Boolean))].sort(), [text]);
}

/** Kinds that the fleet holds. */
export function useFleetKinds() {
  return useEntities({ limit: 1 }).kindCounts;
}

/** The clusters one can aim at, with the labels they have between them. */
export function useFleetClusters() {
  const { data, isPending, isError } = useClusters();
  const clusters = data ?? noClusters;
  const labels = useMemo(() => {
    const texts = clusters.flatMap((cluster) =>
      Object.entries(cluster.labels).map(([key, value]) => `${key}=${value}`),
    );
    return [...new Set(texts)].sort();
  }, [clusters]);
  return {
    clusters,
    labels,
    isPending,
    /** The clusters could not be read at all, so nothing is known of them. */
    unknown: isError && data === undefined,
  };
}
