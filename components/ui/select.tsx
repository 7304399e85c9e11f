"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field";
import { inputFrame } from "./input";
import { floating } from "./floating";

export interface SelectOption<T extends string = string> {
  readonly value: T;
  readonly label: ReactNode;
  /** A second, quiet line. */
  readonly hint?: string;
  readonly disabled?: boolean;
}

export interface SelectProps<T extends string> {
  readonly value: T | undefined;
  readonly onValueChange: (value: T) => void;
  readonly options: readonly SelectOption<T>[];
  readonly placeholder?: string;
  /** Needed outside a `Field`. */
  readonly "aria-label"?: string;
  readonly disabled?: boolean;
  readonly size?: "small" | "medium";
  /** Before the value: "Group by". */
  readonly prefix?: string;
  readonly className?: string;
}

export function Select<T extends string>(props: SelectProps<T>) {
  const { value, onValueChange, options, placeholder, disabled, size = "medium", prefix, className } = props;
  const control = useFieldControl();
  return (
    <Radix.Root
      value={value ?? ""}
      disabled={disabled}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen !== undefined) onValueChange(chosen.value);
      }}
    >
      <Radix.Trigger
        {...control}
        aria-label={props["aria-label"]}
        className={cn(
          inputFrame,
          "flex items-center gap-2 text-left data-placeholder:text-text-3",
          size === "small" ? "h-[30px] px-2.5" : "h-8 px-2.5",
          className,
        )}
      >
        {prefix !== undefined && <span className="text-text-3">{prefix}</span>}
        <span className="min-w-0 flex-1 truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0 text-text-3" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className={cn(
            floating,
            "max-h-[min(24rem,var(--radix-select-content-available-height))] min-w-(--radix-select-trigger-width) overflow-hidden",
          )}
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className="flex cursor-default items-start gap-2 rounded-xs py-1.5 pr-2 pl-7 outline-none select-none data-disabled:text-text-3 data-highlighted:bg-sunken"
              >
                <Radix.ItemIndicator className="-ml-5 w-3 pt-[3px]">
                  <Check aria-hidden className="size-3.5 text-accent" />
                </Radix.ItemIndicator>
                <span className="min-w-0">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.hint !== undefined && (
                    <span className="block max-w-72 text-sm text-text-3">{option.hint}</span>
                  )}
                </span>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
