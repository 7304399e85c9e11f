"use client";

import { useId, type ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";

export interface CheckOption {
  readonly value: string;
  readonly label: ReactNode;
}

export interface CheckGroupProps {
  readonly label: string;
  readonly note?: ReactNode;
  readonly help?: ReactNode;
  readonly options: readonly CheckOption[];
  readonly selected: readonly string[];
  readonly onChange: (selected: readonly string[]) => void;
}

/** Several of a few. */
export function CheckGroup({ label, note, help, options, selected, onChange }: CheckGroupProps) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="min-w-0">
      <div className="mb-1 flex items-baseline gap-1.5">
        <span id={id} className="font-[550]">
          {label}
        </span>
        {note !== undefined && <span className="text-sm text-text-3">{note}</span>}
      </div>
      <div className="flex flex-wrap gap-x-4 gap-y-1.5">
        {options.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            checked={selected.includes(option.value)}
            onCheckedChange={(checked) =>
              onChange(
                options
                  .map(({ value }) => value)
                  .filter((value) => (value === option.value ? checked : selected.includes(value))),
              )
            }
          />
        ))}
      </div>
      {help !== undefined && <div className="mt-1 text-sm text-text-3">{help}</div>}
    </div>
  );
}
