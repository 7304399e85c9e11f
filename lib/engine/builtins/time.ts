import { toInteger } from "./decimal";
import { integerOperand, operandError, textOperand, type Builtins } from "./operands";
import {
  civilFromSeconds,
  dayNames,
  daysInMonth,
  secondsFromCivil,
  weekdayOf,
  type Civil,
} from "./time/civil";
import { parseDuration } from "./time/duration";
import { formatTime } from "./time/format";
import { layoutOf } from "./time/layout";
import { parseTime } from "./time/parse";
import { findZone, toUtcSeconds, utc, type Zone } from "./time/zone";
import { BuiltinError, isArray, isNumber, numberFromText, numberText, type Value } from "./value";

const NS_PER_SECOND = 1_000_000_000n;
const INT64_MAX = 2n ** 63n - 1n;

interface ZonedTime {
  readonly ns: bigint;
  readonly seconds: number;
  readonly zone: Zone;
  readonly layout: string;
}

export const timeBuiltins: Builtins = {
  "time.now_ns": (ctx) => numberFromText(ctx.nowNs),
  "time.parse_ns": (_ctx, layout, text) =>
    nanoseconds(parseTime(layoutOf(textOperand(layout, 1)), textOperand(text, 2))),
  "time.parse_rfc3339_ns": (_ctx, text) => nanoseconds(parseTime(layoutOf("RFC3339"), textOperand(text, 1))),
  "time.parse_duration_ns": (_ctx, text) => numberFromText(String(parseDuration(textOperand(text, 1)))),
  "time.format": (_ctx, value) => {
    const { ns, seconds, zone, layout } = readTime(value);
    const rest = Number(ns - BigInt(seconds) * NS_PER_SECOND);
    return formatTime(seconds, rest, zone, layoutOf(layout === "" ? "RFC3339Nano" : layout));
  },
  "time.date": (_ctx, value) => {
    const { year, month, day } = localTime(readTime(value));
    return [year, month, day];
  },
  "time.clock": (_ctx, value) => {
    const { hour, minute, second } = localTime(readTime(value));
    return [hour, minute, second];
  },
  "time.weekday": (_ctx, value) => {
    const { seconds, zone } = readTime(value);
    return dayNames[weekdayOf(seconds + zone.offsetAt(seconds))];
  },
  "time.add_date": (_ctx, value, years, months, days) => {
    const time = readTime(value);
    const civil = localTime(time);
    const local = secondsFromCivil({
      ...civil,
      year: civil.year + integerOperand(years, 2),
      month: civil.month + integerOperand(months, 3),
      day: civil.day + integerOperand(days, 4),
    });
    const fraction = time.ns - BigInt(time.seconds) * NS_PER_SECOND;
    return nanoseconds(BigInt(toUtcSeconds(local, time.zone)) * NS_PER_SECOND + fraction);
  },
  "time.diff": (_ctx, first, second) => difference(readTime(first), readTime(second)),
};

/** A time is a number of nanoseconds, or an array of it with a zone and a layout. */
function readTime(value: Value): ZonedTime {
  const [number = null, zoneName, layout = ""] = isArray(value) ? value : [value];
  if (!isNumber(number)) throw operandError(value, 1, "either number (ns) or [number (ns), string (tz)]");
  const zone = zoneName === undefined ? utc : findZone(textOperand(zoneName, 1));
  const ns = toInteger(numberText(number));
  if (ns === null || ns > INT64_MAX || ns < -INT64_MAX - 1n) throw new BuiltinError("timestamp too big");
  const whole = ns / NS_PER_SECOND;
  const seconds = Number(ns % NS_PER_SECOND < 0n ? whole - 1n : whole);
  return { ns, seconds, zone, layout: textOperand(layout, 1) };
}

function localTime({ seconds, zone }: ZonedTime): Civil {
  return civilFromSeconds(seconds + zone.offsetAt(seconds));
}

function nanoseconds(ns: bigint): Value {
  if (ns > INT64_MAX || ns < -INT64_MAX - 1n) throw new BuiltinError("time outside of valid range");
  return numberFromText(String(ns));
}

/** Years, months, days, hours, minutes and seconds between two times, in the zone of the first. */
function difference(first: ZonedTime, second: ZonedTime): number[] {
  const inZone: ZonedTime = { ...second, zone: first.zone };
  const [from, to] = first.ns > inZone.ns ? [inZone, first] : [first, inZone];
  const a = localTime(from);
  const b = localTime(to);
  const parts = [
    b.year - a.year,
    b.month - a.month,
    b.day - a.day,
    b.hour - a.hour,
    b.minute - a.minute,
    b.second - a.second,
  ];
  const limits = [0, 12, daysInMonth(a.year, a.month), 24, 60, 60];
  for (let index = parts.length - 1; index > 0; index--) {
    const part = parts[index] ?? 0;
    if (part >= 0) continue;
    parts[index] = part + (limits[index] ?? 0);
    parts[index - 1] = (parts[index - 1] ?? 0) - 1;
  }
  return parts;
}
