import { cn } from "./cn";
import type { Tone } from "./pill";

const fills: Record<Tone, string> = {
  critical: "bg-critical",
  high: "bg-high",
  medium: "bg-medium",
  low: "bg-low",
  pass: "bg-pass",
  unknown: "bg-unknown",
  accent: "bg-accent",
};

export interface BarPart {
  readonly value: number;
  readonly tone: Tone;
  readonly label: string;
}

export interface BarProps {
  readonly parts: readonly BarPart[];
  /** The whole; zero-based, so parts are true to scale. Left out: the sum of the parts. */
  readonly total?: number;
  readonly className?: string;
}

/** A thin bar of parts of a whole; always beside the numbers it draws. */
export function Bar({ parts, total, className }: BarProps) {
  const whole = Math.max(total ?? parts.reduce((sum, part) => sum + part.value, 0), 1);
  const said = parts.map((part) => `${part.label} ${part.value}`).join(", ");
  return (
    <span
      role="img"
      aria-label={`${said} of ${whole}`}
      className={cn("flex h-1 min-w-0 gap-px overflow-hidden rounded-[2px] bg-sunken", className)}
    >
      {parts
        .filter((part) => part.value > 0)
        .map((part) => (
          <span
            key={part.label}
            title={`${part.label}: ${part.value}`}
            className={cn("h-full min-w-[2px]", fills[part.tone])}
            style={{ width: `${(part.value / whole) * 100}%` }}
          />
        ))}
    </span>
  );
}

/** A row of a ranking: name, bar, "4 of 140". */
export function BarRow({
  name,
  note,
  ...bar
}: BarProps & { readonly name: React.ReactNode; readonly note: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(74px,0.5fr)_minmax(40px,1fr)_auto] items-center gap-2.5 py-1">
      <span className="truncate">{name}</span>
      <Bar {...bar} />
      <span className="min-w-14 text-right text-sm text-text-3">{note}</span>
    </div>
  );
}
