import type { z } from "zod";
import type { presentValueSchema } from "@/lib/contracts/api/common";
import { cn } from "./cn";

export type PresentValue = z.infer<typeof presentValueSchema>;

const shownMax = 48;

/** A value as one reads it: texts bare, lists of plain values joined, the rest as JSON. */
export function valueText(value: PresentValue): string {
  if (value === null) return "not set";
  const inner = value.value;
  if (typeof inner === "string") return inner === "" ? '""' : inner;
  if (
    Array.isArray(inner) &&
    inner.length > 0 &&
    inner.every((item) => typeof item !== "object" || item === null)
  )
    return inner.map(String).join(", ");
  return JSON.stringify(inner);
}

function Chip({
  value,
  tone,
  label,
}: {
  readonly value: PresentValue;
  readonly tone: "del" | "add";
  readonly label: string;
}) {
  const text = valueText(value);
  const cut = text.length > shownMax;
  return (
    <span
      title={cut ? text : undefined}
      className={cn(
        "inline-block max-w-full rounded-[3px] px-1 wrap-anywhere",
        tone === "del" ? "bg-del" : "bg-add",
        value === null && "text-text-2 italic",
      )}
    >
      <span className="sr-only">{label} </span>
      {cut ? `${text.slice(0, shownMax)}…` : text}
    </span>
  );
}

export interface FoundExpectedProps {
  readonly found: PresentValue;
  /** null: the template recommends nothing; then only what was found is shown. */
  readonly recommended: PresentValue;
  /** The recommendation is to remove the field. */
  readonly removes?: boolean;
  readonly className?: string;
}

/** Found → expected: the signature of an occurrence. */
export function FoundExpected({ found, recommended, removes = false, className }: FoundExpectedProps) {
  return (
    <span className={cn("font-mono text-sm leading-5", className)}>
      <Chip value={found} tone="del" label="Found" />
      {(recommended !== null || removes) && (
        <>
          <span aria-hidden className="px-1 text-text-3">
            →
          </span>
          <Chip value={recommended} tone="add" label="Expected" />
        </>
      )}
    </span>
  );
}
