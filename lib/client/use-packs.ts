"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  packDetailSchema,
  packListSchema,
  packPreviewFrameSchema,
  switchedOnPackSchema,
  type PreviewPackInput,
  type SwitchOnPackInput,
} from "@/lib/contracts/api/packs";
import { apiGet, apiSend, organizationPath } from "./api";
import { useOrganization } from "./organization-context";
import { useStreamedAnswer } from "./use-streamed-answer";

export function usePacks() {
  const { organization, keys } = useOrganization();
  return useQuery({
    queryKey: keys.packs.list(),
    queryFn: ({ signal }) => apiGet(organizationPath(organization.id, "/packs"), packListSchema, { signal }),
  });
}

export function usePack(id: string) {
  const { organization, keys } = useOrganization();
  return useQuery({
    queryKey: keys.packs.detail(id),
    queryFn: ({ signal }) =>
      apiGet(organizationPath(organization.id, `/packs/${encodeURIComponent(id)}`), packDetailSchema, {
        signal,
      }),
  });
}

/** Makes a policy of each chosen template. New policies open violations everywhere, so everything is read again. */
export function useSwitchOnPack(id: string) {
  const { organization, keys } = useOrganization();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SwitchOnPackInput) =>
      apiSend(
        "POST",
        organizationPath(organization.id, `/packs/${encodeURIComponent(id)}/policies`),
        switchedOnPackSchema,
        input,
      ),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.root }),
  });
}

/** What the chosen policies would find in the fleet now. `null` while none is chosen. */
export function usePackPreview(id: string, input: PreviewPackInput | null) {
  return useStreamedAnswer(`/packs/${encodeURIComponent(id)}/preview`, packPreviewFrameSchema, input);
}
