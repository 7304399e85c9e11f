"use client";

import { useQuery } from "@tanstack/react-query";
import { countsSchema } from "@/lib/contracts/api/account";
import { overviewSchema } from "@/lib/contracts/api/overview";
import { apiGet, organizationPath } from "./api";
import { useOrganization } from "./organization-context";

export function useOverview() {
  const { organization, keys } = useOrganization();
  return useQuery({
    queryKey: keys.overview,
    queryFn: ({ signal }) =>
      apiGet(organizationPath(organization.id, "/overview"), overviewSchema, { signal }),
  });
}

/** Numbers of the rail and freshness of the top bar. Polled slowly as well: a silent cluster sends no event. */
export function useCounts() {
  const { organization, keys } = useOrganization();
  return useQuery({
    queryKey: keys.counts,
    queryFn: ({ signal }) => apiGet(organizationPath(organization.id, "/counts"), countsSchema, { signal }),
    refetchInterval: 30_000,
  });
}
