"use client";

import { createContext, useContext, useId, useMemo, type ReactNode } from "react";
import { cn } from "./cn";

interface FieldControl {
  readonly id?: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
  readonly "aria-required"?: true;
}

const FieldContext = createContext<FieldControl>({});

/** Attributes that tie a control to the `Field` around it; every control of components/ui takes them by itself. */
export function useFieldControl(): FieldControl {
  return useContext(FieldContext);
}

export interface FieldProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | null;
  readonly required?: boolean;
  /** Beside the label: "from template", "optional". */
  readonly note?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Label, one control, help and error, wired for screen readers. */
export function Field({ label, help, error, required = false, note, className, children }: FieldProps) {
  const id = useId();
  const hasError = typeof error === "string" && error !== "";
  const hasHelp = help !== undefined && help !== null && help !== false;
  const control = useMemo(() => {
    const described = cn(hasError && `${id}-error`, hasHelp && `${id}-help`);
    return {
      id,
      "aria-describedby": described === "" ? undefined : described,
      "aria-invalid": hasError ? (true as const) : undefined,
      "aria-required": required ? (true as const) : undefined,
    };
  }, [id, hasError, hasHelp, required]);
  return (
    <div className={cn("min-w-0", className)}>
      <div className="mb-1 flex items-baseline gap-1.5">
        <label htmlFor={id} className="font-[550]">
          {label}
        </label>
        {required && <span className="text-sm text-text-3">required</span>}
        {note !== undefined && <span className="text-sm text-text-3">{note}</span>}
      </div>
      <FieldContext.Provider value={control}>{children}</FieldContext.Provider>
      {hasError && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-sm text-critical">
          {error}
        </p>
      )}
      {hasHelp && (
        <div id={`${id}-help`} className="mt-1 text-sm text-text-3">
          {help}
        </div>
      )}
    </div>
  );
}
