"use client";

import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { z } from "zod";
import {
  auditEntrySchema,
  memberSchema,
  organizationSchema,
  type addMemberSchema,
  type updateMemberSchema,
  type createOrganizationSchema,
} from "@/lib/contracts/api/account";
import { pageOf } from "@/lib/contracts/api/common";
import { apiDo, apiGet, organizationPath } from "./api";
import { useOrganization } from "./organization-context";

const memberListSchema = z.object({ items: z.array(memberSchema) });
const auditPageSchema = pageOf(auditEntrySchema);

function useSettingsBase() {
  const { organization, keys } = useOrganization();
  const client = useQueryClient();
  return {
    base: organizationPath(organization.id),
    keys,
    invalidateMembers: () => client.invalidateQueries({ queryKey: keys.members }),
    invalidateOrganization: () => client.invalidateQueries({ queryKey: keys.organization }),
  };
}

export function useOrganizationSettings() {
  const { base, keys } = useSettingsBase();
  return useQuery({
    queryKey: keys.organization,
    queryFn: ({ signal }) => apiGet(base, organizationSchema, { signal }),
  });
}

export function useUpdateOrganization() {
  const { base, invalidateOrganization } = useSettingsBase();
  return useMutation({
    mutationFn: (input: z.input<typeof createOrganizationSchema>) => apiDo("PATCH", base, input),
    onSuccess: () => invalidateOrganization(),
  });
}

export function useMembers() {
  const { base, keys } = useSettingsBase();
  return useQuery({
    queryKey: keys.members,
    queryFn: async ({ signal }) => (await apiGet(`${base}/members`, memberListSchema, { signal })).items,
  });
}

export function useAddMember() {
  const { base, invalidateMembers } = useSettingsBase();
  return useMutation({
    mutationFn: (input: z.input<typeof addMemberSchema>) => apiDo("POST", `${base}/members`, input),
    onSuccess: () => invalidateMembers(),
  });
}

export function useUpdateMember() {
  const { base, invalidateMembers } = useSettingsBase();
  return useMutation({
    mutationFn: ({ userId, ...input }: z.input<typeof updateMemberSchema> & { readonly userId: string }) =>
      apiDo("PATCH", `${base}/members/${userId}`, input),
    onSuccess: () => invalidateMembers(),
  });
}

export function useRemoveMember() {
  const { base, invalidateMembers } = useSettingsBase();
  return useMutation({
    mutationFn: (userId: string) => apiDo("DELETE", `${base}/members/${userId}`),
    onSuccess: () => invalidateMembers(),
  });
}

/** The audit log, newest first. */
export function useAudit() {
  const { base, keys } = useSettingsBase();
  const list = useInfiniteQuery({
    queryKey: keys.audit({}),
    queryFn: ({ pageParam, signal }) =>
      apiGet(`${base}/audit`, auditPageSchema, { query: { cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  return {
    ...list,
    items: list.data?.pages.flatMap((page) => page.items) ?? [],
    total: list.data?.pages[0]?.total ?? 0,
  };
}
