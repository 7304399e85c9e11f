import { BuiltinError } from "../value";
import { secondsFromCivil } from "./civil";

/** A time zone: its offset from UTC, and its abbreviation, at an instant. */
export interface Zone {
  readonly name: string;
  /** Seconds east of UTC at `seconds` since 1970. */
  offsetAt(seconds: number): number;
  /** `CET`, or `` where the zone has none. */
  abbreviationAt(seconds: number): string;
}

export const utc: Zone = { name: "UTC", offsetAt: () => 0, abbreviationAt: () => "UTC" };

const zones = new Map<string, Zone>();
const ZONES_MAX = 100;
/** Zones whose abbreviation ICU has in no English locale. */
const knownAbbreviations: ReadonlyMap<string, string> = new Map([
  ["Africa/Johannesburg", "SAST"],
  ["Africa/Lagos", "WAT"],
  ["Africa/Nairobi", "EAT"],
  ["Asia/Hong_Kong", "HKT"],
  ["Asia/Jakarta", "WIB"],
  ["Asia/Karachi", "PKT"],
  ["Asia/Manila", "PST"],
  ["Asia/Seoul", "KST"],
  ["Asia/Shanghai", "CST"],
  ["Asia/Taipei", "CST"],
  ["Asia/Tokyo", "JST"],
  ["Europe/Moscow", "MSK"],
]);
/** ICU knows a zone's abbreviation only in the locales of the places that use it. */
const ABBREVIATION_LOCALES = ["en-US", "en-GB", "en-AU", "en-NZ", "en-IN", "en-ZA", "en-CA"];

/**
 * A zone of the IANA database by name; "" and `Local` mean UTC.
 *
 * @throws BuiltinError for a name that is not in the database.
 */
export function findZone(name: string): Zone {
  if (name === "" || name === "UTC" || name === "Local") return utc;
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = openZone(name);
  if (zones.size >= ZONES_MAX) zones.clear();
  zones.set(name, zone);
  return zone;
}

function openZone(name: string): Zone {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) throw new BuiltinError(`unknown time zone ${name}`);
  const formatter = openFormatter(name);
  return {
    name,
    offsetAt: (seconds) => offsetOf(formatter, seconds),
    abbreviationAt: (seconds) => abbreviationOf(name, seconds) ?? signedOffset(offsetOf(formatter, seconds)),
  };
}

function openFormatter(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    throw new BuiltinError(`unknown time zone ${timeZone}`);
  }
}

function offsetOf(formatter: Intl.DateTimeFormat, seconds: number): number {
  const parts = new Map(
    formatter.formatToParts(seconds * 1000).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const local = secondsFromCivil({
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
  });
  return local - seconds;
}

function abbreviationOf(timeZone: string, seconds: number): string | null {
  const known = knownAbbreviations.get(timeZone);
  if (known !== undefined) return known;
  for (const locale of ABBREVIATION_LOCALES) {
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" }).formatToParts(
      seconds * 1000,
    );
    const found = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    if (/^[A-Z]{3,5}$/.test(found) && found !== "GMT" && found !== "UTC") return found;
    if (found === "GMT" && /London|Dublin|Abidjan|Reykjavik|Accra|^GMT/.test(timeZone)) return found;
  }
  return null;
}

/** What the database has where a zone has no letters: `+03`, `+0530`. */
function signedOffset(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
  const rest = minutes % 60 === 0 ? "" : String(minutes % 60).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${hours}${rest}`;
}

/** Seconds since 1970 of a date and clock in a zone, as Go's `time.Date` resolves gaps and overlaps. */
export function toUtcSeconds(local: number, zone: Zone): number {
  const offset = zone.offsetAt(local);
  const actual = zone.offsetAt(local - offset);
  return local - (actual === offset ? offset : actual);
}
