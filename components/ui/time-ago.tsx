"use client";

import { formatExact } from "@/lib/client/format";
import { useNow } from "@/lib/client/use-now";
import { formatDuration, relativeTime } from "@/lib/domain/relative-time";

export interface TimeAgoProps {
  /** ISO 8601. */
  readonly at: string;
  /** "12 s" instead of "12 s ago". */
  readonly bare?: boolean;
  readonly className?: string;
}

const minuteMs = 60_000;

/** How long ago, ticking; the exact time on hover. */
export function TimeAgo({ at, bare = false, className }: TimeAgoProps) {
  const then = Date.parse(at);
  const now = useNow();
  // The clock ticks by the second and may stand a moment behind what the console has just sent.
  const elapsed = now === null ? null : Math.max(0, now - then);
  const shown =
    now === null || elapsed === null
      ? at.slice(0, 10)
      : bare
        ? formatDuration(elapsed)
        : then > now + minuteMs
          ? relativeTime(then, now)
          : relativeTime(then, then + elapsed);
  return (
    <time
      dateTime={at}
      title={now === null ? at : formatExact(at)}
      className={className}
      suppressHydrationWarning
    >
      {shown}
    </time>
  );
}
