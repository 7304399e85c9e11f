"use client";

import { useCallback, useMemo } from "react";
import type { FilterState } from "@/components/filters/filter-input";
import type { EntityQuery } from "@/lib/client/use-entities";
import { useUrlParams } from "@/lib/client/use-url-params";

export const inventoryParams = ["kind", "cluster", "namespace"] as const;
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
  const change = useCallback(
    ({ selected, text }: FilterState) =>
      url.set({
        q: text,
        ...Object.fromEntries(inventoryParams.map((name) => [name, selected[name] ?? []])),
      }),
    [url],
  );
  return {
    ...filter,
    url,
    change,
    clear: () => change({ selected: {}, text: "" }),
    isFiltered: filter.text !== "" || inventoryParams.some((name) => filter.selected[name].length > 0),
  };
}
