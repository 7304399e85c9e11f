"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import {
  entityDetailSchema,
  entityListSchema,
  entityVersionDetailSchema,
  type entityListQuerySchema,
} from "@/lib/contracts/api/entities";
import { apiGet, organizationPath } from "./api";
import { useOrganization } from "./organization-context";

export type EntityQuery = Omit<z.input<typeof entityListQuerySchema>, "cursor" | "limit"> & {
  readonly limit?: number;
};

/** Entities by keyset, newest state of each; `kindCounts` for the kind facet. */
export function useEntities(query: EntityQuery, options: { readonly enabled?: boolean } = {}) {
  const { organization, keys } = useOrganization();
  const list = useInfiniteQuery({
    queryKey: keys.entities.list(query),
    queryFn: ({ pageParam, signal }) =>
      apiGet(organizationPath(organization.id, "/entities"), entityListSchema, {
        query: { ...query, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
  const first = list.data?.pages[0];
  return {
    ...list,
    items: list.data?.pages.flatMap((page) => page.items) ?? [],
    total: first?.total ?? 0,
    kindCounts: first?.kindCounts ?? [],
  };
}

export function useEntity(id: string | null) {
  const { organization, keys } = useOrganization();
  return useQuery({
    queryKey: keys.entities.detail(id ?? ""),
    queryFn: ({ signal }) =>
      apiGet(organizationPath(organization.id, `/entities/${id ?? ""}`), entityDetailSchema, { signal }),
    enabled: id !== null,
  });
}

/** One version of an entity, which never changes. `null` asks for nothing. */
export function useEntityVersion(entityId: string, versionId: string | null) {
  const { organization, keys } = useOrganization();
  return useQuery({
    queryKey: keys.entities.version(entityId, versionId ?? ""),
    queryFn: ({ signal }) =>
      apiGet(
        organizationPath(organization.id, `/entities/${entityId}/versions/${versionId ?? ""}`),
        entityVersionDetailSchema,
        { signal },
      ),
    enabled: versionId !== null,
    staleTime: Infinity,
  });
}
