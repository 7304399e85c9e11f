import { SeverityMark } from "@/components/ui/severity-mark";
import type { Facet } from "@/components/ui/facet-list";
import type { FilterKey } from "@/components/filters/filter-text";
import { standardIds, standardName } from "@/components/templates/words";
import { severitySchema } from "@/lib/contracts/api/common";
import { fixStateSchema, type ViolationFacets, type ViolationListItem } from "@/lib/contracts/api/violations";
import { entityName } from "@/lib/client/format";
import { fixWord } from "./fix-pill";
import type { FilterParam } from "./use-violation-filter";

const listed = ["severity", "cluster", "namespace", "kind", "policy", "fix"] as const;

const titles: Record<FilterParam, string> = {
  severity: "Severity",
  cluster: "Cluster",
  namespace: "Namespace",
  kind: "Kind",
  policy: "Policy",
  fix: "Fix",
  standard: "Standard",
  entity: "Entity",
};

type Listed = (typeof listed)[number];
type Value = Omit<ViolationFacets[Listed][number], "count"> & { readonly count?: number };

/** Severities and fixes are known beforehand: all of them show, also the ones without a violation. */
function valuesOf(facet: Listed, facets: ViolationFacets | undefined): readonly Value[] {
  const values = facets?.[facet] ?? [];
  const known =
    facet === "severity" ? severitySchema.options : facet === "fix" ? fixStateSchema.options : null;
  if (known === null) return values;
  return known.map((value) => ({
    value,
    label: facet === "severity" ? value : fixWord[fixStateSchema.parse(value)],
    // Not counted yet is not zero.
    count: facets === undefined ? undefined : (values.find((entry) => entry.value === value)?.count ?? 0),
  }));
}

export function facetColumn(
  facets: ViolationFacets | undefined,
  selected: Record<FilterParam, readonly string[]>,
): readonly Facet[] {
  return listed.map((id) => ({
    id,
    title: titles[id],
    selected: selected[id],
    values: valuesOf(id, facets).map(({ value, label, count }) => {
      const severity = id === "severity" ? severitySchema.safeParse(value).data : undefined;
      return {
        value,
        count,
        label: severity === undefined ? label : <SeverityMark severity={severity} />,
      };
    }),
  }));
}

/** The same facets for the text filter; `items` give names to entities that are only known by id. */
export function filterKeys(
  facets: ViolationFacets | undefined,
  items: readonly ViolationListItem[],
): readonly FilterKey[] {
  const entities = new Map(items.map(({ entity }) => [entity.id, entityName(entity)]));
  return [
    ...listed.map((id) => ({
      id,
      label: titles[id],
      values: valuesOf(id, facets),
      open: id === "namespace" || id === "kind",
    })),
    {
      id: "standard",
      label: titles.standard,
      values: standardIds.map((value) => ({ value, label: standardName(value) })),
      open: true,
    },
    { id: "entity", label: titles.entity, values: [...entities].map(([value, label]) => ({ value, label })) },
  ];
}
