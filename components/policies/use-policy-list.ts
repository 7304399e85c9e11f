"use client";

import { useMemo, useState } from "react";
import { usePolicies } from "@/lib/client/use-policies";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { Policy } from "@/lib/contracts/api/policies";
import { comparePolicies, facetCounts, filterPolicies, policySorts, type PolicySort } from "./policy-filter";

const none: readonly Policy[] = [];

/**
 * Rows in an order that is made once per sort: numbers that change while one reads do not move rows, and a policy that
 * appears is put at the end.
 */
function useSteadyOrder(rows: readonly Policy[], sort: PolicySort): readonly Policy[] {
  const [order, setOrder] = useState<{ readonly sort: PolicySort; readonly ids: readonly string[] }>({
    sort,
    ids: [],
  });
  const known = order.sort === sort ? new Set(order.ids) : new Set<string>();
  if (order.sort !== sort || rows.some((row) => !known.has(row.id))) {
    const fresh = rows.filter((row) => !known.has(row.id)).sort(comparePolicies(sort));
    const kept = order.sort === sort ? order.ids : [];
    setOrder({ sort, ids: [...kept, ...fresh.map((row) => row.id)] });
  }
  return useMemo(() => {
    const byId = new Map(rows.map((row) => [row.id, row]));
    return order.ids.flatMap((id) => byId.get(id) ?? []);
  }, [rows, order.ids]);
}

/** What the list shows, as the address says it. */
export function usePolicyList() {
  const url = useUrlParams();
  const policies = usePolicies();
  const sort = policySorts.find((known) => known === url.get("sort")) ?? "severity";
  const filter = useMemo(
    () => ({
      q: url.get("q") ?? "",
      severity: url.list("severity"),
      state: url.list("state"),
      category: url.list("category"),
    }),
    [url],
  );
  const all = policies.data ?? none;
  const ordered = useSteadyOrder(all, sort);
  const rows = useMemo(() => filterPolicies(ordered, filter), [ordered, filter]);
  const counts = useMemo(() => facetCounts(all, filter), [all, filter]);
  const filtered =
    filter.q !== "" || filter.severity.length + filter.state.length + filter.category.length > 0;
  return {
    url,
    policies,
    sort,
    filter,
    filtered,
    all,
    rows,
    counts,
    clear: () => url.set({ q: null, severity: null, state: null, category: null }),
  };
}

export type PolicyList = ReturnType<typeof usePolicyList>;
