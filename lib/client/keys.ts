import type { Query } from "./api";

/**
 * Every query key of the console, below the organization's id: data of two organizations can never meet in the
 * cache, and one prefix invalidates one topic.
 */
export function keysOf(organizationId: string) {
  const root = ["organization", organizationId] as const;
  return {
    root,
    organization: [...root, "self"] as const,
    counts: [...root, "counts"] as const,
    overview: [...root, "overview"] as const,
    clusters: {
      all: [...root, "clusters"] as const,
      list: () => [...root, "clusters", "list"] as const,
      detail: (id: string) => [...root, "clusters", "detail", id] as const,
      disclosure: () => [...root, "disclosure"] as const,
      sampleFleet: () => [...root, "clusters", "sample-fleet"] as const,
    },
    entities: {
      all: [...root, "entities"] as const,
      list: (query: Query) => [...root, "entities", "list", query] as const,
      detail: (id: string) => [...root, "entities", "detail", id] as const,
      /** Versions never change, so they stand outside the topic's prefix. */
      version: (id: string, versionId: string) => [...root, "entity-version", id, versionId] as const,
    },
    violations: {
      /** Rows that a person is reading: the live stream never replaces them, see `fresh`. */
      list: (query: Query) => [...root, "violation-list", query] as const,
      lists: [...root, "violation-list"] as const,
      /** Everything about violations that may change under the reader's eyes. */
      all: [...root, "violations"] as const,
      live: (query: Query) => [...root, "violations", "live", query] as const,
      fresh: (query: Query, since: string) => [...root, "violations", "fresh", query, since] as const,
      facets: (query: Query) => [...root, "violations", "facets", query] as const,
      detail: (id: string) => [...root, "violations", "detail", id] as const,
    },
    templates: {
      all: [...root, "templates"] as const,
      list: (query: Query) => [...root, "templates", "list", query] as const,
      detail: (id: string, version?: number) =>
        [...root, "templates", "detail", id, version ?? "newest"] as const,
    },
    policies: {
      all: [...root, "policies"] as const,
      list: () => [...root, "policies", "list"] as const,
      detail: (id: string) => [...root, "policies", "detail", id] as const,
    },
    packs: {
      all: [...root, "packs"] as const,
      list: () => [...root, "packs", "list"] as const,
      detail: (id: string) => [...root, "packs", "detail", id] as const,
    },
    members: [...root, "members"] as const,
    audit: (query: Query) => [...root, "audit", query] as const,
  };
}

export type Keys = ReturnType<typeof keysOf>;
