"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import {
  agentDisclosureSchema,
  clusterDetailSchema,
  clusterSchema,
  createdClusterSchema,
  installSchema,
  sampleFleetSchema,
  type createClusterSchema,
  type updateClusterSchema,
} from "@/lib/contracts/api/clusters";
import { apiDo, apiGet, apiSend, organizationPath } from "./api";
import { useOrganization } from "./organization-context";

const clusterListSchema = z.object({ items: z.array(clusterSchema) });

function useClustersBase() {
  const { organization, keys } = useOrganization();
  const client = useQueryClient();
  return {
    base: organizationPath(organization.id, "/clusters"),
    fleet: organizationPath(organization.id, "/sample-fleet"),
    disclosure: organizationPath(organization.id, "/agent-disclosure"),
    keys,
    /** A cluster that comes or goes changes what every other screen shows. */
    invalidateAll: () => client.invalidateQueries({ queryKey: keys.root }),
    invalidate: () => client.invalidateQueries({ queryKey: keys.clusters.all }),
  };
}

export function useClusters() {
  const { base, keys } = useClustersBase();
  return useQuery({
    queryKey: keys.clusters.list(),
    queryFn: async ({ signal }) => (await apiGet(base, clusterListSchema, { signal })).items,
  });
}

/** `refetchMs` for the page that watches a cluster connect, in case the live stream is down. */
export function useCluster(id: string, options: { readonly refetchMs?: number } = {}) {
  const { base, keys } = useClustersBase();
  return useQuery({
    queryKey: keys.clusters.detail(id),
    queryFn: ({ signal }) => apiGet(`${base}/${id}`, clusterDetailSchema, { signal }),
    refetchInterval: options.refetchMs ?? false,
  });
}

export function useCreateCluster() {
  const { base, invalidate } = useClustersBase();
  return useMutation({
    mutationFn: (input: z.input<typeof createClusterSchema>) =>
      apiSend("POST", base, createdClusterSchema, input),
    onSuccess: () => void invalidate(),
  });
}

export function useUpdateCluster(id: string) {
  const { base, invalidate } = useClustersBase();
  return useMutation({
    mutationFn: (input: z.input<typeof updateClusterSchema>) => apiDo("PATCH", `${base}/${id}`, input),
    onSuccess: () => invalidate(),
  });
}

export function useDeleteCluster(id: string) {
  const { base, invalidateAll } = useClustersBase();
  return useMutation({
    mutationFn: () => apiDo("DELETE", `${base}/${id}`),
    onSuccess: () => void invalidateAll(),
  });
}

/** A fresh install line; the earlier token stops working. */
export function useInstallToken(id: string) {
  const { base, invalidate } = useClustersBase();
  return useMutation({
    mutationFn: () => apiSend("POST", `${base}/${id}/install-token`, installSchema),
    onSuccess: () => void invalidate(),
  });
}

/** Revokes the agent's credential and answers with a new install line. */
export function useRotateCredential(id: string) {
  const { base, invalidate } = useClustersBase();
  return useMutation({
    mutationFn: () => apiSend("POST", `${base}/${id}/rotate`, installSchema),
    onSuccess: () => void invalidate(),
  });
}

export function useAgentDisclosure() {
  const { disclosure, keys } = useClustersBase();
  return useQuery({
    queryKey: keys.clusters.disclosure(),
    queryFn: ({ signal }) => apiGet(disclosure, agentDisclosureSchema, { signal }),
    staleTime: Infinity,
  });
}

export function useSampleFleet() {
  const { fleet, keys } = useClustersBase();
  return useQuery({
    queryKey: keys.clusters.sampleFleet(),
    queryFn: ({ signal }) => apiGet(fleet, sampleFleetSchema, { signal }),
  });
}

export function useAddSampleFleet() {
  const { fleet, invalidateAll } = useClustersBase();
  return useMutation({ mutationFn: () => apiDo("POST", fleet), onSuccess: () => invalidateAll() });
}

export function useRemoveSampleFleet() {
  const { fleet, invalidateAll } = useClustersBase();
  return useMutation({ mutationFn: () => apiDo("DELETE", fleet), onSuccess: () => invalidateAll() });
}
