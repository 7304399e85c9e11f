import type { ReactNode } from "react";
import type { Severity } from "@/lib/contracts/api/common";
import { cn } from "./cn";

export const severityWord: Record<Severity, string> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
};

export const severityText: Record<Severity, string> = {
  critical: "text-critical",
  high: "text-high",
  medium: "text-medium",
  low: "text-low",
};

export const severityFill: Record<Severity, string> = {
  critical: "bg-critical",
  high: "bg-high",
  medium: "bg-medium",
  low: "bg-low",
};

function Shape({ severity }: { readonly severity: Severity }) {
  switch (severity) {
    case "critical":
      return <path d="M4.2.8h5.6l3.4 3.4v5.6l-3.4 3.4H4.2L.8 9.8V4.2z" fill="currentColor" />;
    case "high":
      return <path d="M7 1l6.3 11.4H.7z" fill="currentColor" />;
    case "medium":
      return <path d="M7 .9L13.1 7 7 13.1.9 7z" fill="currentColor" />;
    case "low":
      return <circle cx="7" cy="7" r="5.2" fill="none" stroke="currentColor" strokeWidth="2.2" />;
  }
}

export interface SeverityMarkProps {
  readonly severity: Severity;
  /** Leaves only the shape; the word stays for screen readers and on hover. */
  readonly shapeOnly?: boolean;
  /** Leaves only the shape at 900 px and below; for tables, with `narrowWidth: "36px"`. */
  readonly shapeWhenNarrow?: boolean;
  readonly className?: string;
}

/** Colour, shape and word: octagon critical, triangle high, diamond medium, ring low. */
export function SeverityMark({
  severity,
  shapeOnly = false,
  shapeWhenNarrow = false,
  className,
}: SeverityMarkProps) {
  const word = severityWord[severity];
  return (
    <span
      title={shapeOnly ? word : undefined}
      className={cn(
        "inline-flex items-center gap-1.5 font-[560] whitespace-nowrap",
        severityText[severity],
        className,
      )}
    >
      <svg viewBox="0 0 14 14" aria-hidden className="size-[13px] shrink-0">
        <Shape severity={severity} />
      </svg>
      <span className={shapeOnly ? "sr-only" : shapeWhenNarrow ? "max-[900px]:sr-only" : undefined}>
        {word}
      </span>
    </span>
  );
}

interface StateMarkProps {
  readonly children?: string;
  readonly shapeOnly?: boolean;
}

interface MarkProps {
  readonly words: string;
  readonly shapeOnly: boolean;
  readonly ink: string;
  /** What is drawn, 14 by 14. */
  readonly children: ReactNode;
}

function Mark({ words, shapeOnly, ink, children }: MarkProps) {
  return (
    <span
      title={shapeOnly ? words : undefined}
      className={cn("inline-flex items-center gap-1.5 font-[530] whitespace-nowrap", ink)}
    >
      <svg viewBox="0 0 14 14" aria-hidden className="size-[13px] shrink-0">
        {children}
      </svg>
      {shapeOnly ? <span className="sr-only">{words}</span> : words}
    </span>
  );
}

/** Judged and found in order. */
export function PassMark({ children = "Passed", shapeOnly = false }: StateMarkProps) {
  return (
    <Mark words={children} shapeOnly={shapeOnly} ink="text-pass">
      <path
        d="M2 7.5l3.4 3.4L12 3.8"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </Mark>
  );
}

/** Not judged: nothing is claimed about it. */
export function UnknownMark({ children = "Unknown", shapeOnly = false }: StateMarkProps) {
  return (
    <Mark words={children} shapeOnly={shapeOnly} ink="text-unknown">
      <circle
        cx="7"
        cy="7"
        r="5.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeDasharray="2.6 2.05"
      />
    </Mark>
  );
}
