import Link from "next/link";
import type { ReactNode } from "react";
import { formatNumber } from "@/lib/client/format";
import { cn } from "./cn";
import { inks, type Tone } from "./pill";

const ink: Record<Tone | "text", string> = { ...inks, text: "text-text" };

export interface StatProps {
  readonly value: number | string;
  /** Words beneath: "would open". */
  readonly label: ReactNode;
  readonly tone?: Tone | "text";
  /** The list that yields the number. */
  readonly href?: string;
  /** Beneath: change, sparkline. */
  readonly children?: ReactNode;
}

/** One large number and what it counts. */
export function Stat({ value, label, tone = "text", href, children }: StatProps) {
  const body = (
    <>
      <span
        className={cn(
          "block text-2xl font-semibold tracking-[-0.02em] tabular-nums",
          ink[tone],
          href !== undefined && "group-hover:underline",
        )}
      >
        {typeof value === "number" ? formatNumber(value) : value}
      </span>
      <span className="block text-sm text-text-3">{label}</span>
      {children}
    </>
  );
  if (href === undefined) return <div className="min-w-0">{body}</div>;
  return (
    <Link href={href} className="group block min-w-0 rounded-xs">
      {body}
    </Link>
  );
}

/** How a number moved: fewer violations are good. Words carry it, colour only underlines. */
export function Change({ value, since }: { readonly value: number; readonly since: string }) {
  if (value === 0) return <span className="text-sm text-text-3">no change in {since}</span>;
  return (
    <span className={cn("text-sm", value > 0 ? "text-high" : "text-pass")}>
      {value > 0 ? `+${formatNumber(value)}` : `−${formatNumber(-value)}`} in {since}
    </span>
  );
}
