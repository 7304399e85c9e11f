const short = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** "2026-11-24" → "24 Nov". Days are the console's, in UTC. */
export function shortDay(day: string): string {
  const time = Date.parse(day);
  return Number.isNaN(time) ? day : short.format(time);
}
