"use client";

import { useRouter } from "next/navigation";
import { useCallback, useMemo } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { JudgesCell, TitleCell } from "@/components/templates/template-cells";
import { categoryName, usedByText } from "@/components/templates/words";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DataTable, type Column } from "@/components/ui/data-table";
import { FacetList, FacetSheet, type Facet } from "@/components/ui/facet-list";
import { LoadMore } from "@/components/ui/pagination";
import { QueryBody } from "@/components/ui/query-body";
import { SearchInput } from "@/components/ui/search-input";
import { severityColumn } from "@/components/ui/severity-column";
import { EmptyState } from "@/components/ui/states";
import { Stepper } from "@/components/ui/stepper";
import { useOrganization } from "@/lib/client/organization-context";
import { useTemplates } from "@/lib/client/use-templates";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { TemplateSummary } from "@/lib/contracts/api/templates";

type Path = (rest?: string) => string;

function editorHref(path: Path, template: TemplateSummary): string {
  return path(`/policies/new?template=${template.id}`);
}

function columnsOf(path: Path): readonly Column<TemplateSummary>[] {
  return [
    severityColumn(),
    {
      id: "template",
      header: "Template",
      cell: (row) => <TitleCell template={row} href={editorHref(path, row)} />,
    },
    {
      id: "judges",
      header: "Judges",
      width: "26%",
      priority: 2,
      cell: (row) => <JudgesCell template={row} />,
    },
    {
      id: "used",
      header: "Used",
      width: "140px",
      priority: 3,
      cell: (row) => <span className="text-text-3">{usedByText(row.usedBy)}</span>,
    },
  ];
}

const rowId = (row: TemplateSummary) => row.id;
const steps = [
  { id: "template", label: "Template", state: "active" },
  { id: "parameters", label: "Parameters", state: "pending" },
  { id: "targets", label: "Targets", state: "pending" },
  { id: "mode", label: "Mode", state: "pending" },
  { id: "review", label: "Review", state: "pending" },
] as const;

/** The first step of a new policy. */
export function TemplatePicker() {
  const url = useUrlParams();
  const { path, can } = useOrganization();
  const router = useRouter();
  const q = url.get("q") ?? "";
  const category = url.list("category");
  const list = useTemplates({ q: q === "" ? undefined : q, category });
  const columns = useMemo(() => columnsOf(path), [path]);
  const { set } = url;
  const search = useCallback((text: string) => set({ q: text }), [set]);
  const clear = () => set({ q: null, category: null });
  const facets: readonly Facet[] = [
    {
      id: "category",
      title: "Category",
      values: list.categories.map(({ value, count }) => ({ value, label: categoryName(value), count })),
      selected: category,
    },
  ];
  return (
    <>
      <PageHeader
        title="New policy"
        crumbs={[{ label: "New policy" }]}
        subtitle="Choose the rule. Next you fill in its form and see at once what it would find."
        actions={<ButtonLink href={path("/policies")}>Cancel</ButtonLink>}
      />
      <div className="mt-2.5">
        <Stepper label="Steps" steps={steps} />
      </div>
      <div className="mt-4 mb-3.5 flex flex-wrap gap-2">
        <SearchInput
          className="min-w-56 flex-1"
          label="Search templates"
          placeholder="Search by title, what it finds, or id …"
          value={q}
          onChange={search}
        />
        <FacetSheet facets={facets} onToggle={url.toggle} onClear={clear} />
      </div>
      <div className="grid grid-cols-[210px_minmax(0,1fr)] items-start gap-4.5 max-[900px]:grid-cols-[minmax(0,1fr)]">
        <FacetList facets={facets} onToggle={url.toggle} />
        <Card aria-label="Templates to choose from">
          <QueryBody query={list} reading="Reading the templates …" rows={8}>
            {() =>
              list.items.length === 0 ? (
                <EmptyState
                  title={
                    q === "" && category.length === 0 ? "There is no template yet" : "No template matches"
                  }
                  actions={
                    q === "" && category.length === 0 ? (
                      can("template.write") && (
                        <ButtonLink href={path("/templates/new")}>Write a template</ButtonLink>
                      )
                    ) : (
                      <Button onClick={clear}>Clear the filters</Button>
                    )
                  }
                />
              ) : (
                <>
                  <DataTable
                    label="Templates"
                    columns={columns}
                    rows={list.items}
                    rowId={rowId}
                    onOpen={(row) => router.push(editorHref(path, row))}
                  />
                  <LoadMore list={list} />
                </>
              )
            }
          </QueryBody>
        </Card>
      </div>
    </>
  );
}
