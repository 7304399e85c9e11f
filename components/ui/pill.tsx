import type { ReactNode } from "react";
import { cn } from "./cn";

export type Tone = "critical" | "high" | "medium" | "low" | "pass" | "unknown" | "accent";

const tones: Record<Tone, string> = {
  critical: "bg-critical-soft text-critical",
  high: "bg-high-soft text-high",
  medium: "bg-medium-soft text-medium",
  low: "bg-low-soft text-low",
  pass: "bg-pass-soft text-pass",
  unknown: "bg-unknown-soft text-unknown",
  accent: "bg-accent-soft text-accent",
};

/** The same as the colour of text and lines. */
export const inks: Readonly<Record<Tone, string>> = {
  critical: "text-critical",
  high: "text-high",
  medium: "text-medium",
  low: "text-low",
  pass: "text-pass",
  unknown: "text-unknown",
  accent: "text-accent",
};

/** A short state in words on a soft ground. */
export function Pill({
  tone = "unknown",
  children,
  title,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
  readonly title?: string;
}) {
  return (
    <span
      title={title}
      className={cn(
        "inline-flex items-center gap-1 rounded-full px-2 py-px text-sm font-[530] whitespace-nowrap [&_svg]:size-3",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

/** Kind of an entity, or any word of a machine. */
export function KindTag({ kind, group }: { readonly kind: string; readonly group?: string }) {
  return (
    <code
      title={group === undefined || group === "" ? undefined : `${kind}.${group}`}
      className="inline-block rounded-xs border border-line bg-sunken px-[5px] py-[3px] align-[1px] text-xs leading-none whitespace-nowrap text-text-2"
    >
      {kind}
    </code>
  );
}
