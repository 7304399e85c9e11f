"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import type { z } from "zod";
import {
  violationDetailSchema,
  violationFacetsSchema,
  violationListSchema,
  type violationListQuerySchema,
} from "@/lib/contracts/api/violations";
import { apiGet, organizationPath } from "./api";
import { useOrganization } from "./organization-context";

/** What a list may be asked for; the cursor is the hook's business. */
export type ViolationQuery = Omit<z.input<typeof violationListQuerySchema>, "cursor" | "limit"> & {
  readonly limit?: number;
};

interface ViolationsOptions {
  /**
   * false (default): rows stay as read, new ones wait behind `freshCount` until `showFresh`.
   * true: for short lists inside another page, which may change under the reader's eyes.
   */
  readonly live?: boolean;
  readonly enabled?: boolean;
}

/**
 * A list of violations by keyset. `items` are all pages loaded so far, `total` the size of the whole list,
 * `freshCount` how many opened since it was read. An empty list does not wait: what appears is shown.
 */
export function useViolations(query: ViolationQuery, options: ViolationsOptions = {}) {
  const { live = false, enabled = true } = options;
  const { organization, keys } = useOrganization();
  const client = useQueryClient();
  const path = organizationPath(organization.id, "/violations");
  const key = live ? keys.violations.live(query) : keys.violations.list(query);

  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      apiGet(path, violationListSchema, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
    // Opening the page reads anew; coming back to its window must not make rows jump.
    refetchOnMount: live ? true : "always",
    refetchOnWindowFocus: live || (query.state ?? "open") !== "open",
    staleTime: live ? 30_000 : Infinity,
    gcTime: live ? 300_000 : 60_000,
  });

  const first = list.data?.pages[0];
  const asOf = first?.asOf ?? "";
  const waits = !live && asOf !== "" && (query.state ?? "open") === "open" && !list.isPlaceholderData;
  const fresh = useQuery({
    queryKey: keys.violations.fresh(query, asOf),
    queryFn: ({ signal }) =>
      apiGet(path, violationListSchema, { query: { ...query, openedAfter: asOf, limit: 1 }, signal }),
    select: (page) => page.total,
    enabled: enabled && waits,
    // Asked once right after the rows were read: what opened before the stream's next frame must not be missed.
    staleTime: 0,
  });

  const showFresh = useCallback(async () => {
    await client.resetQueries({ queryKey: key, exact: true });
  }, [client, key]);

  const total = first?.total ?? 0;
  const freshCount = waits ? (fresh.data ?? 0) : 0;
  const appeared = total === 0 && freshCount > 0;
  useEffect(() => {
    if (appeared) void showFresh();
  }, [appeared, showFresh]);

  return {
    ...list,
    items: list.data?.pages.flatMap((page) => page.items) ?? [],
    total,
    /** When the first page was read; null until then. */
    asOf: first?.asOf ?? null,
    freshCount,
    showFresh,
  };
}

export function useViolationFacets(query: ViolationQuery) {
  const { organization, keys } = useOrganization();
  return useQuery({
    queryKey: keys.violations.facets(query),
    queryFn: ({ signal }) =>
      apiGet(organizationPath(organization.id, "/violations/facets"), violationFacetsSchema, {
        query,
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

export function useViolation(id: string) {
  const { organization, keys } = useOrganization();
  return useQuery({
    queryKey: keys.violations.detail(id),
    queryFn: ({ signal }) =>
      apiGet(organizationPath(organization.id, `/violations/${id}`), violationDetailSchema, { signal }),
  });
}
