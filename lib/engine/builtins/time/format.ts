import { civilFromSeconds, dayNames, dayOfYear, monthNames, weekdayOf, type Civil } from "./civil";
import { parseLayout } from "./layout";
import type { Zone } from "./zone";

/** An instant in a zone, taken apart. */
interface Moment {
  readonly civil: Civil;
  readonly weekday: number;
  readonly nanoseconds: number;
  readonly offset: number;
  readonly abbreviation: () => string;
}

/** Go's `Time.Format`. `seconds` since 1970, `nanoseconds` within the second. */
export function formatTime(seconds: number, nanoseconds: number, zone: Zone, layout: string): string {
  const offset = zone.offsetAt(seconds);
  const moment: Moment = {
    civil: civilFromSeconds(seconds + offset),
    weekday: weekdayOf(seconds + offset),
    nanoseconds,
    offset,
    abbreviation: () => zone.abbreviationAt(seconds),
  };
  return parseLayout(layout)
    .map((part) => (part.kind === "text" ? part.text : formatElement(part.text, moment)))
    .join("");
}

function formatElement(element: string, moment: Moment): string {
  const { civil, weekday } = moment;
  const hour12 = civil.hour % 12 === 0 ? 12 : civil.hour % 12;
  switch (element) {
    case "2006":
      return civil.year < 0 ? `-${pad(-civil.year, 4)}` : pad(civil.year, 4);
    case "06":
      return pad(Math.abs(civil.year) % 100, 2);
    case "January":
      return monthNames[civil.month - 1] ?? "";
    case "Jan":
      return (monthNames[civil.month - 1] ?? "").slice(0, 3);
    case "1":
      return String(civil.month);
    case "01":
      return pad(civil.month, 2);
    case "Monday":
      return dayNames[weekday] ?? "";
    case "Mon":
      return (dayNames[weekday] ?? "").slice(0, 3);
    case "2":
      return String(civil.day);
    case "_2":
      return String(civil.day).padStart(2, " ");
    case "02":
      return pad(civil.day, 2);
    case "__2":
      return String(dayOfYear(civil)).padStart(3, " ");
    case "002":
      return pad(dayOfYear(civil), 3);
    case "15":
      return pad(civil.hour, 2);
    case "3":
      return String(hour12);
    case "03":
      return pad(hour12, 2);
    case "4":
      return String(civil.minute);
    case "04":
      return pad(civil.minute, 2);
    case "5":
      return String(civil.second);
    case "05":
      return pad(civil.second, 2);
    case "PM":
      return civil.hour >= 12 ? "PM" : "AM";
    case "pm":
      return civil.hour >= 12 ? "pm" : "am";
    case "MST":
      return moment.abbreviation();
    default:
      return /^[.,]/.test(element)
        ? formatFraction(element, moment.nanoseconds)
        : formatOffset(element, moment.offset);
  }
}

function formatFraction(element: string, nanoseconds: number): string {
  const digits = pad(nanoseconds, 9)
    .slice(0, element.length - 1)
    .padEnd(element.length - 1, "0");
  if (element[1] === "0") return element.slice(0, 1) + digits;
  const trimmed = digits.replace(/0+$/, "");
  return trimmed === "" ? "" : element.slice(0, 1) + trimmed;
}

function formatOffset(element: string, offset: number): string {
  if (element.startsWith("Z") && offset === 0) return "Z";
  const magnitude = Math.abs(offset);
  const minutes = Math.floor(magnitude / 60);
  const colon = element.includes(":") ? ":" : "";
  const parts = [pad(Math.floor(minutes / 60), 2)];
  if (element.length > 3) parts.push(pad(minutes % 60, 2));
  if (element.length > 6) parts.push(pad(magnitude % 60, 2));
  return (offset < 0 ? "-" : "+") + parts.join(colon);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
