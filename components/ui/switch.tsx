"use client";

import { Switch as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field";

export interface SwitchProps {
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly label?: ReactNode;
  readonly disabled?: boolean;
  readonly "aria-label"?: string;
  readonly className?: string;
}

/** For what takes effect at once; inside a form that is sent later, use a `Checkbox`. */
export function Switch({ label, className, ...rest }: SwitchProps) {
  const control = useFieldControl();
  const toggle = (
    <Radix.Root
      {...(label === undefined ? control : {})}
      {...rest}
      className={cn(
        "relative h-[18px] w-8 shrink-0 rounded-full bg-text-3 transition-colors disabled:opacity-50 data-[state=checked]:bg-accent",
        label === undefined && className,
      )}
    >
      <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-surface transition-transform data-[state=checked]:translate-x-4" />
    </Radix.Root>
  );
  if (label === undefined) return toggle;
  return (
    <label className={cn("flex items-center gap-2", className)}>
      {toggle}
      <span>{label}</span>
    </label>
  );
}
