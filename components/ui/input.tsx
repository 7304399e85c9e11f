"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field";

/** The frame of everything one can type into. */
export const inputFrame =
  "w-full min-w-0 rounded-sm border border-line-strong bg-surface text-text aria-invalid:border-critical disabled:cursor-not-allowed disabled:bg-sunken disabled:text-text-3";

export interface InputProps extends ComponentProps<"input"> {
  /** For names, paths and values of machines. */
  readonly mono?: boolean;
}

export function Input({ mono = false, className, ...rest }: InputProps) {
  const control = useFieldControl();
  return (
    <input
      {...control}
      type="text"
      spellCheck={false}
      autoComplete="off"
      {...rest}
      className={cn(inputFrame, "h-8 px-2.5", mono && "font-mono text-sm", className)}
    />
  );
}

export interface TextareaProps extends ComponentProps<"textarea"> {
  readonly mono?: boolean;
}

export function Textarea({ mono = false, className, rows = 3, ...rest }: TextareaProps) {
  const control = useFieldControl();
  return (
    <textarea
      {...control}
      rows={rows}
      {...rest}
      className={cn(inputFrame, "block min-h-16 px-2.5 py-1.5", mono && "font-mono text-sm", className)}
    />
  );
}
