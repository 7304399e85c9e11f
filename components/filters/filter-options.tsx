import { cn } from "@/components/ui/cn";
import { floating } from "@/components/ui/floating";
import { formatNumber } from "@/lib/client/format";
import type { Suggestion } from "./filter-text";

export interface FilterOptionsProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  readonly onHover: (index: number) => void;
  readonly onPick: (suggestion: Suggestion) => void;
}

function examples(values: readonly { readonly label: string }[]): string {
  const shown = values.slice(0, 3).map((value) => value.label);
  return values.length > shown.length ? `${shown.join(", ")} …` : shown.join(", ");
}

/** The list below the filter field; focus stays in the field. */
export function FilterOptions({ id, suggestions, active, onHover, onPick }: FilterOptionsProps) {
  return (
    <div
      id={`${id}-options`}
      role="listbox"
      aria-label="Completions"
      className={cn(floating, "absolute top-full left-0 mt-1 w-[min(440px,100%)] p-1")}
    >
      {suggestions.map((suggestion, index) => {
        const value = suggestion.type === "value" ? suggestion.value : null;
        return (
          <div
            key={`${suggestion.key.id} ${value?.value ?? ""}`}
            id={`${id}-option-${index}`}
            role="option"
            aria-selected={index === active}
            // Pressing must not take the focus out of the field.
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => onHover(index)}
            onClick={() => onPick(suggestion)}
            className={cn(
              "flex cursor-default items-baseline gap-1.5 rounded-xs px-2 py-1.5",
              index === active && "bg-sunken",
            )}
          >
            <code className={value === null ? "text-text" : "text-text-3"}>{suggestion.key.id}:</code>
            <span className={cn("min-w-0 flex-1 truncate", value === null && "text-sm text-text-3")}>
              {value === null ? examples(suggestion.key.values) : value.label}
            </span>
            {value?.count !== undefined && (
              <span className="text-sm text-text-3">{formatNumber(value.count)}</span>
            )}
          </div>
        );
      })}
    </div>
  );
}
