"use client";

import { cn } from "@/components/ui/cn";

export interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** Two or three ways to see one thing. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  return (
    <div role="group" aria-label={label} className="inline-flex rounded-sm bg-sunken p-0.5">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={cn(
            "rounded-xs px-2 py-0.5 text-sm whitespace-nowrap",
            option.value === value
              ? "bg-surface font-[550] text-text shadow-[0_0_0_1px_var(--line)]"
              : "text-text-2 hover:text-text",
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
