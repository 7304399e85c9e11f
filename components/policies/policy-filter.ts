import type { Policy } from "@/lib/contracts/api/policies";
import { SEVERITIES, severityRank } from "@/lib/domain/severity";

export const policySorts = ["severity", "name", "failing", "changed"] as const;
export type PolicySort = (typeof policySorts)[number];

/** Values of the facet "State"; a policy may have several. */
export const policyStates = ["on", "off", "paused", "failing", "errors", "empty", "outdated"] as const;
export type PolicyStateFilter = (typeof policyStates)[number];

export interface PolicyFilter {
  readonly q: string;
  readonly severity: readonly string[];
  readonly state: readonly string[];
  readonly category: readonly string[];
}

export function statesOf(policy: Policy): readonly PolicyStateFilter[] {
  const { enabled, violating, errors, checked, pending, paused, template } = policy;
  const has: Record<PolicyStateFilter, boolean> = {
    on: enabled,
    off: !enabled,
    paused: enabled && paused !== null,
    failing: violating > 0,
    errors: errors > 0,
    empty: enabled && !pending && checked + errors === 0,
    outdated: template.version < template.latestVersion,
  };
  return policyStates.filter((state) => has[state]);
}

function matchesText(policy: Policy, q: string): boolean {
  const text = `${policy.name} ${policy.template.title}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

type Facet = "severity" | "state" | "category";

/** The policies that match; `ignoring` leaves one facet out, for that facet's own counts. */
export function filterPolicies(
  policies: readonly Policy[],
  filter: PolicyFilter,
  ignoring?: Facet,
): Policy[] {
  const has = (facet: Facet, values: readonly string[]) =>
    facet === ignoring || filter[facet].length === 0 || values.some((value) => filter[facet].includes(value));
  return policies.filter(
    (policy) =>
      has("severity", [policy.severity]) &&
      has("state", statesOf(policy)) &&
      has("category", [policy.template.category]) &&
      matchesText(policy, filter.q),
  );
}

function countBy(policies: readonly Policy[], valuesOf: (policy: Policy) => readonly string[]) {
  const counts = new Map<string, number>();
  for (const policy of policies)
    for (const value of valuesOf(policy)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Counts for each facet, each ignoring its own choice. */
export function facetCounts(policies: readonly Policy[], filter: PolicyFilter) {
  const severity = countBy(filterPolicies(policies, filter, "severity"), (policy) => [policy.severity]);
  const state = countBy(filterPolicies(policies, filter, "state"), statesOf);
  const category = countBy(filterPolicies(policies, filter, "category"), (policy) => [
    policy.template.category,
  ]);
  return {
    severity: SEVERITIES.map((value) => ({ value, count: severity.get(value) ?? 0 })),
    state: policyStates.map((value) => ({ value, count: state.get(value) ?? 0 })),
    category: [...category.keys()].sort().map((value) => ({ value, count: category.get(value) ?? 0 })),
  };
}

export function comparePolicies(sort: PolicySort): (a: Policy, b: Policy) => number {
  const byName = (a: Policy, b: Policy) => a.name.localeCompare(b.name);
  switch (sort) {
    case "name":
      return byName;
    case "severity":
      return (a, b) => severityRank(a.severity) - severityRank(b.severity) || byName(a, b);
    case "failing":
      return (a, b) => b.violating - a.violating || byName(a, b);
    case "changed":
      return (a, b) => b.updatedAt.localeCompare(a.updatedAt) || byName(a, b);
  }
}
