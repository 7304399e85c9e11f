"use client";

import { useMemo } from "react";
import { FilterInput } from "@/components/filters/filter-input";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { FacetList, FacetSheet } from "@/components/ui/facet-list";
import { LinkTabs } from "@/components/ui/link-tabs";
import { LoadMore } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState, Notice } from "@/components/ui/states";
import { formatNumber } from "@/lib/client/format";
import { useViolationFacets, useViolations } from "@/lib/client/use-violations";
import { violationStateSchema, type ViolationFacets } from "@/lib/contracts/api/violations";
import { facetColumn, filterKeys } from "./facets";
import { useViolationFilter, type ViolationFilterState } from "./use-violation-filter";
import { ViolationsEmpty } from "./violations-empty";
import { ViolationsSentence } from "./violations-sentence";
import { ViolationsTable } from "./violations-table";

const tabWords = { open: "Open", resolved: "Resolved", excepted: "Excepted" };
const sorts = [
  { value: "severity", label: "Severity, then newest" },
  { value: "newest", label: "Newest first" },
  { value: "oldest", label: "Oldest first" },
] as const;
const sortWords = { severity: "worst first, then newest", newest: "newest first", oldest: "oldest first" };

/** Violations of the whole organization: tabs, filter, facets, rows that never move by themselves. */
export function ViolationsScreen() {
  const filter = useViolationFilter();
  const { state, sort, text, selected, query, url } = filter;
  const list = useViolations(query);
  const facets = useViolationFacets(query);

  const column = useMemo(() => facetColumn(facets.data, selected), [facets.data, selected]);
  const keys = useMemo(() => filterKeys(facets.data, list.items), [facets.data, list.items]);
  const facetProps = { facets: column, onToggle: url.toggle, onClear: filter.clear, spacious: true };

  return (
    <>
      <PageHeader
        title="Violations"
        subtitle={<ViolationsSentence facets={facets.data} state={state} isFiltered={filter.isFiltered} />}
      />
      <LinkTabs
        label="State of the violations"
        className="mt-3"
        items={violationStateSchema.options.map((option) => ({
          href: url.href({ state: option === "open" ? null : option }),
          label: tabWords[option],
          count: facets.data?.states[option],
          active: option === state,
        }))}
      />
      <div className="mt-3.5 flex flex-wrap items-start gap-2">
        <FilterInput
          label="Filter the violations"
          placeholder="Filter by severity, cluster, policy … or any word of the message"
          keys={keys}
          selected={selected}
          text={text}
          onChange={filter.change}
        />
        <div className="flex items-center gap-2">
          <FacetSheet {...facetProps} />
          <Select
            aria-label="Sort"
            prefix="Sort"
            value={sort}
            options={sorts}
            onValueChange={(value) => url.set({ sort: value === "severity" ? null : value })}
            className="h-[34px]"
          />
        </div>
      </div>
      <div className="mt-3.5 grid grid-cols-[210px_minmax(0,1fr)] items-start gap-[18px] max-[1199px]:grid-cols-[minmax(0,1fr)]">
        <FacetList {...facetProps} />
        <Card aria-label={`${tabWords[state]} violations`}>
          <Rows list={list} filter={filter} facets={facets.data} note={`sorted ${sortWords[sort]}`} />
        </Card>
      </div>
    </>
  );
}

interface RowsProps {
  readonly list: ReturnType<typeof useViolations>;
  readonly filter: ViolationFilterState;
  readonly facets: ViolationFacets | undefined;
  readonly note: string;
}

function Rows({ list, filter, facets, note }: RowsProps) {
  const { items, freshCount, showFresh } = list;
  if (list.isPending) return <SkeletonRows rows={8} label="Reading the violations …" />;
  if (list.isError && items.length === 0)
    return (
      <ErrorState error={list.error} onRetry={() => void list.refetch()} kept="Your filters are kept." />
    );
  return (
    <>
      {list.isError && (
        <div className="border-b border-line p-2">
          <Notice
            tone="bad"
            action={
              <Button size="small" onClick={() => void list.refetch()}>
                Try again
              </Button>
            }
          >
            The list could not be read again; what you see is what was read before.
          </Notice>
        </div>
      )}
      {items.length > 0 && <FreshBar count={freshCount} onShow={() => void showFresh()} />}
      {items.length === 0 ? (
        <ViolationsEmpty {...filter} onClear={filter.clear} facets={facets} />
      ) : (
        <div className={cn(list.isPlaceholderData && "opacity-60")} aria-busy={list.isPlaceholderData}>
          <ViolationsTable items={items} query={filter.query} />
          <LoadMore list={list} note={note} />
        </div>
      )}
    </>
  );
}

/** New rows wait here, so that nothing moves under the reader's eyes. */
function FreshBar({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  return (
    <div role="status">
      {count > 0 && (
        <div className="flex items-center gap-3 border-b border-line bg-accent-soft px-3 py-[7px] font-[530] text-accent">
          <span className="min-w-0 flex-1">{formatNumber(count)} new since you opened this page</span>
          <button type="button" onClick={onShow} className="rounded-xs px-1 font-[620] hover:underline">
            Show
          </button>
        </div>
      )}
    </div>
  );
}
