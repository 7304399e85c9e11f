"use client";

import { Plus } from "lucide-react";
import { useCallback } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { categoryName } from "@/components/templates/words";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FacetList, FacetSheet, type Facet } from "@/components/ui/facet-list";
import { QueryBody } from "@/components/ui/query-body";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { SeverityMark } from "@/components/ui/severity-mark";
import { EmptyState } from "@/components/ui/states";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { Policy } from "@/lib/contracts/api/policies";
import type { PolicyStateFilter } from "./policy-filter";
import { PolicyTable } from "./policy-table";
import { usePolicyList, type PolicyList } from "./use-policy-list";

const stateWords: Record<PolicyStateFilter, string> = {
  on: "Switched on",
  off: "Switched off",
  paused: "Paused",
  failing: "Failing",
  errors: "With errors",
  empty: "Nothing in scope",
  outdated: "Newer template out",
};

const sorts = [
  { value: "severity", label: "Severity, then name" },
  { value: "name", label: "Name" },
  { value: "failing", label: "Most failing" },
  { value: "changed", label: "Last changed" },
] as const;

function facetsOf({ counts, filter, policies }: PolicyList): readonly Facet[] {
  // While nothing is read, zeros would be claims.
  if (policies.data === undefined) return [];
  return [
    {
      id: "state",
      title: "State",
      values: counts.state
        .filter(({ value, count }) => count > 0 || filter.state.includes(value))
        .map(({ value, count }) => ({ value, label: stateWords[value], count })),
      selected: filter.state,
    },
    {
      id: "severity",
      title: "Severity",
      values: counts.severity.map(({ value, count }) => ({
        value,
        label: <SeverityMark severity={value} />,
        count,
      })),
      selected: filter.severity,
    },
    {
      id: "category",
      title: "Category",
      values: counts.category.map(({ value, count }) => ({ value, label: categoryName(value), count })),
      selected: filter.category,
    },
  ];
}

function sentence(policies: readonly Policy[]): string {
  if (policies.length === 0)
    return "A policy is a template with its parameters filled in and a place to look.";
  const on = policies.filter((policy) => policy.enabled);
  const failing = on.filter((policy) => policy.violating > 0).length;
  const judging = on.filter((policy) => policy.pending).length;
  const paused = on.filter((policy) => policy.paused !== null).length;
  const errors = on.filter((policy) => policy.errors > 0).length;
  const parts = [
    on.length === policies.length
      ? `${plural(on.length, "policy", "policies")}, all switched on`
      : `${on.length} of ${plural(policies.length, "policy", "policies")} switched on`,
    `${failing} failing somewhere`,
    ...(judging > 0 ? [`${judging} being judged`] : []),
    ...(paused > 0 ? [`${paused} paused`] : []),
  ];
  const gap =
    errors > 0 ? ` ${plural(errors, "policy", "policies")} could not judge everything in its targets.` : "";
  return `${parts.join(", ")}.${gap}`;
}

export function PoliciesScreen() {
  const list = usePolicyList();
  const { policies, url, all } = list;
  const { path, can } = useOrganization();
  const facets = facetsOf(list);
  const { set } = url;
  const search = useCallback((q: string) => set({ q }), [set]);
  return (
    <>
      <PageHeader
        title="Policies"
        subtitle={policies.data === undefined ? "Reading the policies …" : sentence(all)}
        actions={
          can("policy.write") && (
            <ButtonLink variant="primary" href={path("/policies/new")}>
              <Plus aria-hidden /> New policy
            </ButtonLink>
          )
        }
      />
      {policies.data !== undefined && all.length === 0 ? (
        <Card className="mt-4" aria-label="List of policies">
          <NoPolicies />
        </Card>
      ) : (
        <>
          <div className="mt-4 mb-3.5 flex flex-wrap gap-2">
            <SearchInput
              className="min-w-56 flex-1"
              label="Search policies"
              placeholder="Search by the name of a policy or its template …"
              value={list.filter.q}
              onChange={search}
            />
            <div className="flex gap-2">
              <FacetSheet facets={facets} onToggle={url.toggle} onClear={list.clear} />
              <Select
                aria-label="Sort"
                prefix="Sort"
                className="h-[34px]"
                value={list.sort}
                options={sorts}
                onValueChange={(sort) => set({ sort: sort === "severity" ? null : sort })}
              />
            </div>
          </div>
          <div className="grid grid-cols-[180px_minmax(0,1fr)] items-start gap-4.5 max-[900px]:grid-cols-[minmax(0,1fr)]">
            <FacetList facets={facets} onToggle={url.toggle} />
            <Card aria-label="List of policies">
              <QueryBody query={policies} reading="Reading the policies …" rows={8}>
                {() => <Rows list={list} />}
              </QueryBody>
            </Card>
          </div>
        </>
      )}
    </>
  );
}

function Rows({ list }: { readonly list: PolicyList }) {
  if (list.rows.length === 0)
    return (
      <EmptyState title="No policy matches" actions={<Button onClick={list.clear}>Clear the filters</Button>}>
        None of your {plural(list.all.length, "policy", "policies")} fits all that you chose.
      </EmptyState>
    );
  return (
    <>
      <PolicyTable rows={list.rows} />
      <p className="border-t border-line px-3 py-2.5 text-sm text-text-3" aria-live="polite">
        {list.filtered
          ? `Showing ${list.rows.length} of ${plural(list.all.length, "policy", "policies")}`
          : plural(list.all.length, "policy", "policies")}
      </p>
    </>
  );
}

function NoPolicies() {
  const { path, can } = useOrganization();
  return (
    <EmptyState
      title="No policy yet, so nothing is judged"
      actions={
        can("policy.write") ? (
          <>
            <ButtonLink variant="primary" href={path("/policies/new")}>
              Choose a template
            </ButtonLink>
            <ButtonLink href={path("/templates")}>Look at the library</ButtonLink>
          </>
        ) : (
          <ButtonLink href={path("/templates")}>Look at the library</ButtonLink>
        )
      }
    >
      Choose a template, fill in its form and see at once what it would find in your fleet. Nothing is changed
      in your clusters.
    </EmptyState>
  );
}
