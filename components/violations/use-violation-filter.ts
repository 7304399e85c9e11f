"use client";

import { useMemo } from "react";
import { useFilterChange } from "@/components/filters/use-filter-change";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { ViolationQuery } from "@/lib/client/use-violations";
import { violationSortSchema, violationStateSchema } from "@/lib/contracts/api/violations";

/** Facets of the address that hold lists of values; clusters, policies and entities by id. */
export const filterParams = [
  "severity",
  "cluster",
  "namespace",
  "kind",
  "policy",
  "fix",
  "standard",
  "entity",
] as const;
export type FilterParam = (typeof filterParams)[number];

/** What the list shows, as the address says it. */
export function useViolationFilter() {
  const url = useUrlParams();

  const filter = useMemo(() => {
    const state = violationStateSchema.catch("open").parse(url.get("state"));
    const sort = violationSortSchema.catch("severity").parse(url.get("sort"));
    const text = url.get("q") ?? "";
    const selected: Record<FilterParam, string[]> = {
      severity: url.list("severity"),
      cluster: url.list("cluster"),
      namespace: url.list("namespace"),
      kind: url.list("kind"),
      policy: url.list("policy"),
      fix: url.list("fix"),
      standard: url.list("standard"),
      entity: url.list("entity"),
    };
    const query: ViolationQuery = { state, sort, q: text === "" ? undefined : text, ...selected };
    return { state, sort, text, selected, query };
  }, [url]);

  return { ...filter, url, ...useFilterChange(url, filterParams, filter) };
}

export type ViolationFilterState = ReturnType<typeof useViolationFilter>;

/** The address of a violation that remembers the list one came from, for "previous" and "next". */
export function violationHref(path: (rest: string) => string, id: string, query: ViolationQuery): string {
  const params = new URLSearchParams({ state: query.state ?? "open" });
  if (query.sort !== undefined && query.sort !== "severity") params.set("sort", query.sort);
  if (query.q !== undefined) params.set("q", query.q);
  for (const name of filterParams) {
    const value = query[name];
    const text = typeof value === "string" ? value : (value ?? []).join(",");
    if (text !== "") params.set(name, text);
  }
  return path(`/violations/${id}?${params.toString()}`);
}
