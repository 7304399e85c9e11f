"use client";

import { useCallback } from "react";
import type { useUrlParams } from "@/lib/client/use-url-params";
import type { FilterState } from "./filter-input";

/** Writes a list's filter into the address: one parameter a facet, `q` for the text. `names` is one array for all renders. */
export function useFilterChange<Name extends string>(
  url: ReturnType<typeof useUrlParams>,
  names: readonly Name[],
  current: { readonly text: string; readonly selected: Readonly<Record<Name, readonly string[]>> },
) {
  const change = useCallback(
    ({ selected, text }: FilterState) =>
      url.set({ q: text, ...Object.fromEntries(names.map((name) => [name, selected[name] ?? []])) }),
    [url, names],
  );
  return {
    change,
    clear: () => change({ selected: {}, text: "" }),
    isFiltered: current.text !== "" || names.some((name) => current.selected[name].length > 0),
  };
}
