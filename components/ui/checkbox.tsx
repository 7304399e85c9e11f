"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface CheckboxProps {
  readonly checked: boolean | "indeterminate";
  readonly onCheckedChange: (checked: boolean) => void;
  /** Shown beside the box; without it give an `aria-label`. */
  readonly label?: ReactNode;
  readonly help?: ReactNode;
  readonly disabled?: boolean;
  readonly tabIndex?: number;
  readonly "aria-label"?: string;
  readonly className?: string;
}

export function Checkbox({ checked, onCheckedChange, label, help, className, ...rest }: CheckboxProps) {
  const box = (
    <Radix.Root
      {...rest}
      checked={checked}
      onCheckedChange={(value) => onCheckedChange(value === true)}
      className={cn(
        "grid size-[15px] shrink-0 place-items-center rounded-xs border border-text-3 bg-surface text-accent-ink",
        "disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent",
        "data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent",
        label === undefined && className,
      )}
    >
      <Radix.Indicator>
        {checked === "indeterminate" ? (
          <Minus aria-hidden className="size-3" strokeWidth={3} />
        ) : (
          <Check aria-hidden className="size-3" strokeWidth={3} />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
  if (label === undefined) return box;
  return (
    <label className={cn("flex items-start gap-2", className)}>
      <span className="pt-[2.5px]">{box}</span>
      <span className="min-w-0">
        {label}
        {help !== undefined && <span className="block text-sm text-text-3">{help}</span>}
      </span>
    </label>
  );
}
