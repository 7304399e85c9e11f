"use client";

import { Plus } from "lucide-react";
import { useCallback } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FacetList, FacetSheet, type Facet } from "@/components/ui/facet-list";
import { LoadMore } from "@/components/ui/pagination";
import { QueryBody } from "@/components/ui/query-body";
import { SearchInput } from "@/components/ui/search-input";
import { SeverityMark } from "@/components/ui/severity-mark";
import { EmptyState } from "@/components/ui/states";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useTemplates } from "@/lib/client/use-templates";
import { useUrlParams } from "@/lib/client/use-url-params";
import { SEVERITIES } from "@/lib/domain/severity";
import { BrokenTemplates } from "./broken-templates";
import { TemplateTable } from "./template-table";
import { categoryName, standardName } from "./words";

const origins = [
  { value: "built-in", label: "Built in" },
  { value: "own", label: "Own" },
];

type Counted = { readonly value: string; readonly count: number };

/** Nothing is claimed before the list is read. */
function countOf(counted: readonly Counted[] | undefined, value: string): number | undefined {
  return counted === undefined ? undefined : (counted.find((entry) => entry.value === value)?.count ?? 0);
}

/** What is chosen stays in sight where nothing has it any more, so that it can be taken out. */
function withChosen(counted: readonly Counted[], chosen: readonly string[]): readonly Counted[] {
  const known = new Set(counted.map(({ value }) => value));
  return [...counted, ...chosen.filter((value) => !known.has(value)).map((value) => ({ value, count: 0 }))];
}

function useGallery() {
  const params = useUrlParams();
  const chosen = {
    q: params.get("q") ?? "",
    category: params.list("category"),
    severity: params.list("severity"),
    origin: params.list("origin"),
    standard: params.list("standard"),
    kind: params.list("kind"),
  };
  const filtered = Object.values(chosen).some((value) => value.length > 0);
  const list = useTemplates({ ...chosen, q: chosen.q === "" ? undefined : chosen.q });
  const facets: readonly Facet[] = [
    {
      id: "category",
      title: "Category",
      values: list.categories.map(({ value, count }) => ({ value, label: categoryName(value), count })),
      selected: chosen.category,
    },
    {
      id: "severity",
      title: "Severity",
      values: SEVERITIES.map((severity) => ({
        value: severity,
        label: <SeverityMark severity={severity} />,
        count: countOf(list.severities, severity),
      })),
      selected: chosen.severity,
    },
    {
      id: "origin",
      title: "Origin",
      values: origins.map((origin) => ({
        ...origin,
        count: countOf(list.origins, origin.value),
      })),
      selected: chosen.origin,
    },
    {
      id: "standard",
      title: "Standard",
      values: withChosen(list.standards, chosen.standard).map(({ value, count }) => ({
        value,
        label: standardName(value),
        count,
      })),
      selected: chosen.standard,
    },
    {
      id: "kind",
      title: "Kind",
      values: withChosen(list.kinds, chosen.kind).map(({ value, count }) => ({
        value,
        label: value === "*" ? "Every kind" : value,
        count,
      })),
      selected: chosen.kind,
      searchable: true,
    },
  ];
  return { params, chosen, filtered, list, facets };
}

type Gallery = ReturnType<typeof useGallery>;

function subtitleOf({ list, filtered }: Gallery): string {
  if (list.isPending) return "Reading the templates …";
  const what = "A template is a rule written once in Rego; filling in its parameters makes a policy of it.";
  return filtered
    ? `${plural(list.total, "template")} ${list.total === 1 ? "matches" : "match"} what you chose.`
    : `${what} There ${list.total === 1 ? "is" : "are"} ${plural(list.total, "template")}.`;
}

export function TemplateGallery() {
  const gallery = useGallery();
  const { params, chosen, list, facets } = gallery;
  const { path, can } = useOrganization();
  const { set } = params;
  const search = useCallback((q: string) => set({ q }), [set]);
  const clear = () =>
    set({ q: null, category: null, severity: null, origin: null, standard: null, kind: null });
  return (
    <>
      <PageHeader
        title="Templates"
        subtitle={subtitleOf(gallery)}
        actions={
          can("template.write") && (
            <ButtonLink variant="primary" href={path("/templates/new")}>
              <Plus aria-hidden /> New template
            </ButtonLink>
          )
        }
      />
      <div className="mt-4 mb-3.5 flex flex-wrap gap-2">
        <SearchInput
          className="min-w-56 flex-1"
          label="Search templates"
          placeholder="Search by what it finds, kind, or control such as CIS 5.2.2 or T1611 …"
          value={chosen.q}
          onChange={search}
        />
        <FacetSheet facets={facets} onToggle={params.toggle} onClear={clear} />
      </div>
      <div className="grid grid-cols-[210px_minmax(0,1fr)] gap-4.5 max-[900px]:grid-cols-1">
        <FacetList facets={facets} onToggle={params.toggle} />
        <div className="min-w-0">
          <BrokenTemplates broken={list.broken} />
          <Card aria-label="List of templates">
            <GalleryBody gallery={gallery} onClear={clear} />
          </Card>
        </div>
      </div>
    </>
  );
}

function GalleryBody({ gallery, onClear }: { readonly gallery: Gallery; readonly onClear: () => void }) {
  const { list, filtered } = gallery;
  const { path, can } = useOrganization();
  return (
    <QueryBody query={list} reading="Reading the templates …" rows={8}>
      {() => (
        <>
          {list.items.length > 0 ? (
            <TemplateTable rows={list.items} />
          ) : filtered ? (
            <EmptyState
              title="No template matches"
              actions={<Button onClick={onClear}>Clear the filters</Button>}
            >
              Nothing in the library and none of your own templates fits all that you chose.
            </EmptyState>
          ) : (
            <EmptyState
              title="There is no template yet"
              actions={
                can("template.write") && (
                  <ButtonLink variant="primary" href={path("/templates/new")}>
                    Write the first template
                  </ButtonLink>
                )
              }
            >
              The built-in library is not loaded here. You can write a template of your own, or paste Rego you
              already have.
            </EmptyState>
          )}
          {list.items.length > 0 && <LoadMore list={list} />}
        </>
      )}
    </QueryBody>
  );
}
