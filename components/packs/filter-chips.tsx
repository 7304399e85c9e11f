import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { formatNumber } from "@/lib/client/format";

export interface FilterChipsProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: ReactNode; readonly count: number }[];
  readonly selected: readonly string[];
  readonly onToggle: (value: string) => void;
}

/** A filter of a few values in one line; none chosen means all. */
export function FilterChips({ label, options, selected, onToggle }: FilterChipsProps) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-1.5">
      {options.map(({ value, label: word, count }) => {
        const on = selected.includes(value);
        return (
          <button
            key={value}
            type="button"
            aria-pressed={on}
            disabled={count === 0 && !on}
            onClick={() => onToggle(value)}
            className={cn(
              "flex h-[30px] items-center gap-1.5 rounded-sm border px-2.5 disabled:opacity-55",
              on
                ? "border-accent bg-accent-soft text-accent"
                : "border-line-strong bg-surface hover:bg-sunken",
            )}
          >
            {word}
            <span className={cn("text-sm tabular-nums", on ? "text-accent" : "text-text-3")}>
              {formatNumber(count)}
            </span>
          </button>
        );
      })}
    </div>
  );
}
