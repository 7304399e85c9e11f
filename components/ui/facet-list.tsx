"use client";

import { SlidersHorizontal } from "lucide-react";
import { useState, type ReactNode } from "react";
import { formatNumber } from "@/lib/client/format";
import { Button } from "./button";
import { cn } from "./cn";
import { Sheet } from "./dialog";
import { inputFrame } from "./input";

export interface FacetValue {
  readonly value: string;
  readonly label: ReactNode;
  /** Left out: not counted. */
  readonly count?: number;
}

export interface Facet {
  readonly id: string;
  readonly title: string;
  readonly values: readonly FacetValue[];
  readonly selected: readonly string[];
  /** Offers a field that narrows the values while all of them are shown; for facets of dozens. */
  readonly searchable?: boolean;
}

export interface FacetsProps {
  readonly facets: readonly Facet[];
  readonly onToggle: (facetId: string, value: string) => void;
  readonly onClear?: () => void;
  /** For wide tables: the column folds into the sheet below 1200 px already. */
  readonly spacious?: boolean;
}

const shortLength = 6;

function FacetGroup({
  facet,
  onToggle,
}: {
  readonly facet: Facet;
  readonly onToggle: (value: string) => void;
}) {
  const [whole, setWhole] = useState(false);
  const [part, setPart] = useState("");
  const { values, selected } = facet;
  const searched = whole && facet.searchable === true;
  // What is chosen stays in sight even in the short form.
  const shown = whole
    ? values.filter(({ value }) => !searched || value.toLowerCase().includes(part.trim().toLowerCase()))
    : values.filter((entry, index) => index < shortLength || selected.includes(entry.value));
  const left = whole ? 0 : values.length - shown.length;
  if (values.length === 0) return null;
  return (
    <div role="group" aria-label={facet.title} className="mb-4">
      <h2 className="mb-1 text-sm text-text-2">{facet.title}</h2>
      {searched && (
        <input
          type="text"
          aria-label={`Search ${facet.title.toLowerCase()}`}
          placeholder={`Search ${formatNumber(values.length)} …`}
          value={part}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setPart(event.target.value)}
          className={cn(inputFrame, "mb-1 h-[26px] w-full px-1.5")}
        />
      )}
      {searched && shown.length === 0 && (
        <p className="px-1.5 text-sm text-text-3">None has this in its name.</p>
      )}
      {shown.map((entry) => {
        const on = selected.includes(entry.value);
        return (
          <button
            key={entry.value}
            type="button"
            aria-pressed={on}
            onClick={() => onToggle(entry.value)}
            className={cn(
              "flex w-full items-center gap-1.5 rounded-xs px-1.5 py-[3px] text-left",
              on ? "bg-accent-soft text-accent" : "text-text-2 hover:bg-sunken hover:text-text",
            )}
          >
            <span className="min-w-0 flex-1 truncate">{entry.label}</span>
            {entry.count !== undefined && (
              <span className={cn("text-sm tabular-nums", on ? "text-accent" : "text-text-3")}>
                {formatNumber(entry.count)}
              </span>
            )}
          </button>
        );
      })}
      {(left > 0 || whole) && values.length > shortLength && (
        <button
          type="button"
          onClick={() => setWhole(!whole)}
          className="rounded-xs px-1.5 py-[3px] text-sm text-text-3 hover:text-text"
        >
          {whole ? "Fewer" : `${formatNumber(left)} more …`}
        </button>
      )}
    </div>
  );
}

function Groups({ facets, onToggle }: FacetsProps) {
  return facets.map((facet) => (
    <FacetGroup key={facet.id} facet={facet} onToggle={(value) => onToggle(facet.id, value)} />
  ));
}

/** Filters with live counts: a column on wide screens, nothing on narrow ones (see `FacetSheet`). */
export function FacetList(props: FacetsProps) {
  return (
    <aside
      aria-label="Filters"
      className={props.spacious === true ? "max-[1199px]:hidden" : "max-[900px]:hidden"}
    >
      <Groups {...props} />
    </aside>
  );
}

/** The same filters behind a button, shown only where the column is not. */
export function FacetSheet(props: FacetsProps) {
  const [open, setOpen] = useState(false);
  const count = props.facets.reduce((sum, facet) => sum + facet.selected.length, 0);
  return (
    <div className={props.spacious === true ? "min-[1200px]:hidden" : "wide:hidden"}>
      <Button onClick={() => setOpen(true)}>
        <SlidersHorizontal aria-hidden />
        Filters{count > 0 && ` (${count})`}
      </Button>
      <Sheet
        side="left"
        open={open}
        onOpenChange={setOpen}
        title="Filters"
        footer={
          <>
            {props.onClear !== undefined && <Button onClick={props.onClear}>Clear all</Button>}
            <Button variant="primary" onClick={() => setOpen(false)}>
              Show the list
            </Button>
          </>
        }
      >
        <Groups {...props} />
      </Sheet>
    </div>
  );
}
