"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { policyDetailSchema, policySchema, type PolicyDraft } from "@/lib/contracts/api/policies";
import { apiDo, apiGet, apiSend, organizationPath } from "./api";
import { useOrganization } from "./organization-context";

const policyListSchema = z.object({ items: z.array(policySchema) });
/** What a screen needs of a saved policy, whichever of the two shapes the console answers with. */
const savedPolicySchema = z.object({ id: z.string(), name: z.string() });

function usePoliciesBase() {
  const { organization, keys } = useOrganization();
  const client = useQueryClient();
  return {
    base: organizationPath(organization.id, "/policies"),
    keys,
    /** A policy that changes opens and resolves violations everywhere. */
    invalidate: () => void client.invalidateQueries({ queryKey: keys.root }),
  };
}

export function usePolicies() {
  const { base, keys } = usePoliciesBase();
  return useQuery({
    queryKey: keys.policies.list(),
    queryFn: async ({ signal }) => (await apiGet(base, policyListSchema, { signal })).items,
  });
}

export function usePolicy(id: string | null) {
  const { base, keys } = usePoliciesBase();
  return useQuery({
    queryKey: keys.policies.detail(id ?? ""),
    queryFn: ({ signal }) => apiGet(`${base}/${id ?? ""}`, policyDetailSchema, { signal }),
    enabled: id !== null,
  });
}

export function useCreatePolicy() {
  const { base, invalidate } = usePoliciesBase();
  return useMutation({
    mutationFn: (draft: PolicyDraft) => apiSend("POST", base, savedPolicySchema, draft),
    onSuccess: invalidate,
  });
}

export function useUpdatePolicy(id: string) {
  const { base, invalidate } = usePoliciesBase();
  return useMutation({
    mutationFn: (draft: PolicyDraft) => apiSend("PUT", `${base}/${id}`, savedPolicySchema, draft),
    onSuccess: invalidate,
  });
}

export function useDeletePolicy(id: string) {
  const { base, invalidate } = usePoliciesBase();
  return useMutation({ mutationFn: () => apiDo("DELETE", `${base}/${id}`), onSuccess: invalidate });
}

export function useResumePolicy(id: string) {
  const { base, invalidate } = usePoliciesBase();
  return useMutation({ mutationFn: () => apiDo("POST", `${base}/${id}/resume`), onSuccess: invalidate });
}

export function useSetPolicyEnabled() {
  const { base, invalidate } = usePoliciesBase();
  return useMutation({
    mutationFn: ({ id, enabled }: { readonly id: string; readonly enabled: boolean }) =>
      apiDo("POST", `${base}/${id}/${enabled ? "enable" : "disable"}`),
    onSuccess: invalidate,
  });
}
