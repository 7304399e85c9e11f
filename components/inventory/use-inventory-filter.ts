"use client";

import { useMemo } from "react";
import { useFilterChange } from "@/components/filters/use-filter-change";
import type { EntityQuery } from "@/lib/client/use-entities";
import { useUrlParams } from "@/lib/client/use-url-params";

const inventoryParams = ["kind", "cluster", "namespace"] as const;
type InventoryParam = (typeof inventoryParams)[number];

/** What the inventory shows, as the address says it; clusters by id. */
export function useInventoryFilter() {
  const url = useUrlParams();
  const filter = useMemo(() => {
    const text = url.get("q") ?? "";
    const selected: Record<InventoryParam, string[]> = {
      kind: url.list("kind"),
      cluster: url.list("cluster"),
      namespace: url.list("namespace"),
    };
    const query: EntityQuery = { ...selected, q: text === "" ? undefined : text };
    return { text, selected, query };
  }, [url]);
  return { ...filter, url, ...useFilterChange(url, inventoryParams, filter) };
}
