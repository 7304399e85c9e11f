"use client";

import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { z } from "zod";
import {
  type checkTemplateSchema,
  templateCheckSchema,
  templateDetailSchema,
  templateExampleSchema,
  templateListSchema,
  type TemplateContentInput,
  type templateListQuerySchema,
} from "@/lib/contracts/api/templates";
import { templateTestListSchema } from "@/lib/contracts/api/template-tests";
import { apiGet, apiSend, organizationPath } from "./api";
import { useOrganization } from "./organization-context";
import { useDebounced } from "./use-debounced";

export type TemplateQuery = Omit<z.input<typeof templateListQuerySchema>, "cursor" | "limit"> & {
  readonly limit?: number;
};
export type TemplateCheckInput = z.input<typeof checkTemplateSchema>;

const checkDebounceMs = 300;

export function useTemplates(query: TemplateQuery = {}) {
  const { organization, keys } = useOrganization();
  const list = useInfiniteQuery({
    queryKey: keys.templates.list(query),
    queryFn: ({ pageParam, signal }) =>
      apiGet(organizationPath(organization.id, "/templates"), templateListSchema, {
        query: { ...query, cursor: pageParam },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const first = list.data?.pages[0];
  return {
    ...list,
    items: list.data?.pages.flatMap((page) => page.items) ?? [],
    total: first?.total ?? 0,
    categories: first?.categories ?? [],
    severities: first?.severities,
    origins: first?.origins,
    standards: first?.standards ?? [],
    kinds: first?.kinds ?? [],
    broken: first?.broken ?? [],
  };
}

/** A template's newest version, or the one given. `null` asks for nothing. */
export function useTemplate(id: string | null, version?: number) {
  const { organization, keys } = useOrganization();
  return useQuery({
    queryKey: keys.templates.detail(id ?? "", version),
    queryFn: ({ signal }) =>
      apiGet(organizationPath(organization.id, `/templates/${id ?? ""}`), templateDetailSchema, {
        query: { version },
        signal,
      }),
    enabled: id !== null,
  });
}

/** An object that breaks the template's newest version, judged and mended on the console. */
export function useTemplateExample(id: string) {
  const { organization, keys } = useOrganization();
  return useQuery({
    queryKey: [...keys.templates.detail(id), "example"],
    queryFn: ({ signal }) =>
      apiGet(organizationPath(organization.id, `/templates/${id}/example`), templateExampleSchema, {
        signal,
      }),
    staleTime: 300_000,
  });
}

/** The tests of a template's newest version, or of the one given. `null` asks for nothing. */
export function useTemplateTests(id: string | null, version?: number) {
  const { organization, keys } = useOrganization();
  return useQuery({
    queryKey: [...keys.templates.detail(id ?? "", version), "tests"],
    queryFn: ({ signal }) =>
      apiGet(organizationPath(organization.id, `/templates/${id ?? ""}/tests`), templateTestListSchema, {
        query: { version },
        signal,
      }),
    enabled: id !== null,
  });
}

/** Publishes the first version of a new template; answers with the template. */
export function useCreateTemplate() {
  const { organization, keys } = useOrganization();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (content: TemplateContentInput) =>
      apiSend("POST", organizationPath(organization.id, "/templates"), templateDetailSchema, content),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.templates.all });
      void client.invalidateQueries({ queryKey: keys.counts });
    },
  });
}

/** Publishes a further version of an own template. */
export function usePublishTemplateVersion(id: string) {
  const { organization, keys } = useOrganization();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (content: TemplateContentInput) =>
      apiSend(
        "POST",
        organizationPath(organization.id, `/templates/${id}/versions`),
        templateDetailSchema,
        content,
      ),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.templates.all });
      void client.invalidateQueries({ queryKey: keys.policies.all });
    },
  });
}

/**
 * What the compiler says about the text being written, and what it yields on the chosen object and in the tests. Follows the
 * input by 300 ms, keeps the last answer while the next is on its way, asks nothing while the Rego is empty. `sent` is the
 * input that the answer speaks of.
 */
export function useTemplateCheck(input: TemplateCheckInput) {
  const { organization, keys } = useOrganization();
  const settled = useDebounced(input, checkDebounceMs);
  return useQuery({
    queryKey: [...keys.root, "template-check", settled],
    queryFn: async ({ signal }) => {
      const path = organizationPath(organization.id, "/templates/check");
      const check = await apiSend("POST", path, templateCheckSchema, settled, { signal });
      return { ...check, sent: settled };
    },
    enabled: settled.rego.trim() !== "",
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  });
}
