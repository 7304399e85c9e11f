import { X } from "lucide-react";
import type { FilterKey, Selected } from "./filter-text";

export interface FilterChipsProps {
  readonly keys: readonly FilterKey[];
  readonly selected: Selected;
  readonly onRemove: (key: string, value: string) => void;
}

/** The filters that hold, each with a button that takes it away. */
export function FilterChips({ keys, selected, onRemove }: FilterChipsProps) {
  return keys.flatMap((key) =>
    (selected[key.id] ?? []).map((value) => {
      const label = key.values.find((known) => known.value === value)?.label ?? value;
      return (
        <span
          key={`${key.id} ${value}`}
          className="inline-flex max-w-full min-w-0 items-center gap-1 rounded-xs bg-accent-soft py-px pr-0.5 pl-1.5 text-sm text-accent"
        >
          <span className="text-text-2">{key.label.toLowerCase()}</span>
          <span className="truncate">{label}</span>
          <button
            type="button"
            aria-label={`Remove the filter ${key.label.toLowerCase()} ${label}`}
            className="grid size-[18px] shrink-0 place-items-center rounded-xs hover:bg-surface"
            onClick={() => onRemove(key.id, value)}
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      );
    }),
  );
}
