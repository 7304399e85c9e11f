const UNITS = [
  { name: "y", ms: 365 * 86_400_000 },
  { name: "mo", ms: 30 * 86_400_000 },
  { name: "d", ms: 86_400_000 },
  { name: "h", ms: 3_600_000 },
  { name: "min", ms: 60_000 },
  { name: "s", ms: 1_000 },
] as const;

/**
 * A length of time in its largest whole unit: `"12 s"`, `"3 h"`, `"5 d"`. Less than a second is `"0 s"`; the sign is ignored.
 * @param durationMs milliseconds
 */
export function formatDuration(durationMs: number): string {
  const length = Math.abs(durationMs);
  const unit = UNITS.find(({ ms }) => length >= ms);
  return unit === undefined ? "0 s" : `${Math.floor(length / unit.ms)} ${unit.name}`;
}

/**
 * How long ago `then` was, or how soon it will be: `"12 s ago"`, `"in 3 d"`, `"just now"` within a second.
 * @param then a moment, as a Date or milliseconds since 1970
 * @param now the moment to compare with, given by the caller so that every place on a screen agrees
 */
export function relativeTime(then: Date | number, now: Date | number): string {
  const pastMs = Number(now) - Number(then);
  if (Math.abs(pastMs) < 1_000) return "just now";
  return pastMs > 0 ? `${formatDuration(pastMs)} ago` : `in ${formatDuration(pastMs)}`;
}
