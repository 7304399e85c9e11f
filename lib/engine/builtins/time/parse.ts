import { BuiltinError } from "../value";
import { dayNames, daysFromCivil, daysInMonth, monthNames, secondsFromCivil } from "./civil";
import { parseLayout } from "./layout";

/** What the elements of a layout have found so far. */
interface Found {
  year: number;
  month: number | null;
  day: number | null;
  yearDay: number | null;
  hour: number;
  minute: number;
  second: number;
  nanoseconds: number;
  half: "am" | "pm" | null;
  offset: number;
}

/**
 * Go's `time.Parse` in UTC.
 *
 * @returns nanoseconds since 1970
 * @throws BuiltinError when the text does not fit the layout
 */
export function parseTime(layout: string, text: string): bigint {
  const found: Found = {
    year: 0,
    month: null,
    day: null,
    yearDay: null,
    hour: 0,
    minute: 0,
    second: 0,
    nanoseconds: 0,
    half: null,
    offset: 0,
  };
  const parts = parseLayout(layout);
  let rest = text;
  parts.forEach((part, index) => {
    const next = parts[index + 1];
    const isFractionNext = next?.kind === "element" && /^[.,]/.test(next.text);
    rest =
      part.kind === "text" ? skipText(rest, part.text) : readElement(part.text, rest, found, isFractionNext);
  });
  if (rest !== "") throw new BuiltinError("extra text after the time");
  return toNanoseconds(found);
}

function toNanoseconds(found: Found): bigint {
  const { month, day } = resolveDay(found);
  if (day < 1 || day > daysInMonth(found.year, month)) throw new BuiltinError("day out of range");
  let hour = found.hour;
  if (found.half === "pm" && hour < 12) hour += 12;
  if (found.half === "am" && hour === 12) hour = 0;
  const local = secondsFromCivil({
    year: found.year,
    month,
    day,
    hour,
    minute: found.minute,
    second: found.second,
  });
  return BigInt(local - found.offset) * 1_000_000_000n + BigInt(found.nanoseconds);
}

function resolveDay(found: Found): { month: number; day: number } {
  if (found.yearDay === null) return { month: found.month ?? 1, day: found.day ?? 1 };
  const daysInYear = daysFromCivil(found.year + 1, 1, 1) - daysFromCivil(found.year, 1, 1);
  if (found.yearDay < 1 || found.yearDay > daysInYear) throw new BuiltinError("day-of-year out of range");
  let month = 1;
  let day = found.yearDay;
  for (; day > daysInMonth(found.year, month); month++) day -= daysInMonth(found.year, month);
  if ((found.month ?? month) !== month || (found.day ?? day) !== day)
    throw new BuiltinError("day-of-year does not match");
  return { month, day };
}

/** Text of the layout must be met; a run of spaces meets any run of spaces. */
function skipText(value: string, text: string): string {
  let rest = value;
  for (const [piece] of text.matchAll(/ +|[^ ]+/g)) {
    if (piece.startsWith(" ")) {
      if (rest !== "" && !rest.startsWith(" ")) throw mismatch(text);
      rest = rest.replace(/^ +/, "");
    } else if (rest.startsWith(piece)) rest = rest.slice(piece.length);
    else throw mismatch(text);
  }
  return rest;
}

function readElement(element: string, value: string, found: Found, isFractionNext: boolean): string {
  switch (element) {
    case "2006":
      return take(value, /^[0-9]{4}/, element, (text) => (found.year = Number(text)));
    case "06":
      return take(
        value,
        /^[0-9]{2}/,
        element,
        (text) => (found.year = Number(text) + (Number(text) >= 69 ? 1900 : 2000)),
      );
    case "January":
      return takeName(value, monthNames, (index) => (found.month = index + 1));
    case "Jan":
      return takeName(value, monthNames.map(shortName), (index) => (found.month = index + 1));
    case "Monday":
      return takeName(value, dayNames, () => undefined);
    case "Mon":
      return takeName(value, dayNames.map(shortName), () => undefined);
    case "1":
    case "01":
      return takeNumber(value, element, 1, 12, (month) => (found.month = month));
    case "2":
    case "_2":
    case "02":
      return takeNumber(
        element === "_2" ? value.replace(/^ /, "") : value,
        element,
        0,
        99,
        (day) => (found.day = day),
      );
    case "__2":
      return take(
        value.replace(/^ {1,2}/, ""),
        /^[0-9]{1,3}/,
        element,
        (text) => (found.yearDay = Number(text)),
      );
    case "002":
      return take(value, /^[0-9]{3}/, element, (text) => (found.yearDay = Number(text)));
    case "15":
      return takeNumber(value, element, 0, 23, (hour) => (found.hour = hour));
    case "3":
    case "03":
      return takeNumber(value, element, 0, 12, (hour) => (found.hour = hour));
    case "4":
    case "04":
      return takeNumber(value, element, 0, 59, (minute) => (found.minute = minute));
    case "5":
    case "05": {
      const rest = takeNumber(value, element, 0, 59, (second) => (found.second = second));
      return isFractionNext ? rest : takeFraction(rest, found);
    }
    case "PM":
      return take(value, /^(?:AM|PM)/, element, (text) => (found.half = text === "PM" ? "pm" : "am"));
    case "pm":
      return take(value, /^(?:am|pm)/, element, (text) => (found.half = text === "pm" ? "pm" : "am"));
    case "MST":
      return takeAbbreviation(value);
    default:
      return /^[.,]/.test(element)
        ? takeLayoutFraction(value, element, found)
        : takeOffset(value, element, found);
  }
}

function take(value: string, pattern: RegExp, element: string, accept: (text: string) => unknown): string {
  const text = pattern.exec(value)?.[0];
  if (text === undefined) throw mismatch(element);
  accept(text);
  return value.slice(text.length);
}

/** Elements that begin with 0 or have two digits need two, others take one or two. `15` takes one or two as well. */
function takeNumber(
  value: string,
  element: string,
  min: number,
  max: number,
  accept: (value: number) => unknown,
): string {
  return take(value, element.startsWith("0") ? /^[0-9]{2}/ : /^[0-9]{1,2}/, element, (text) => {
    if (Number(text) < min || Number(text) > max) throw new BuiltinError(`${element} out of range`);
    accept(Number(text));
  });
}

function takeName(value: string, names: readonly string[], accept: (index: number) => unknown): string {
  const index = names.findIndex((name) => value.slice(0, name.length).toLowerCase() === name.toLowerCase());
  if (index < 0) throw mismatch("a name");
  accept(index);
  return value.slice(names[index]?.length ?? 0);
}

/** A fraction of a second that the layout does not mention is read all the same. */
function takeFraction(value: string, found: Found): string {
  const text = /^[.,][0-9]+/.exec(value)?.[0] ?? "";
  if (text !== "") found.nanoseconds = fractionOf(text);
  return value.slice(text.length);
}

function takeLayoutFraction(value: string, element: string, found: Found): string {
  if (element[1] === "9") return takeFraction(value, found);
  const text = value.slice(0, element.length);
  if (!/^[.,][0-9]+$/.test(text) || text.length !== element.length) throw mismatch(element);
  found.nanoseconds = fractionOf(text);
  return value.slice(text.length);
}

function fractionOf(text: string): number {
  return Number(text.slice(1, 10).padEnd(9, "0"));
}

function takeOffset(value: string, element: string, found: Found): string {
  if (element.startsWith("Z") && value.startsWith("Z")) return value.slice(1);
  const colon = element.includes(":") ? ":" : "";
  const groups = element.replace(/[^0-9]/g, "").length / 2;
  const pattern = new RegExp(`^([+-])([0-9]{2})${`${colon}([0-9]{2})`.repeat(groups - 1)}`);
  const match = pattern.exec(value);
  if (match === null) throw mismatch(element);
  const [text, sign, hours = "0", minutes = "0", seconds = "0"] = match;
  if (Number(hours) > 24 || Number(minutes) > 60 || Number(seconds) > 60)
    throw new BuiltinError("time zone offset out of range");
  found.offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === "-" ? -1 : 1);
  return value.slice(text.length);
}

/** An abbreviation is read over: Go gives it no offset unless it is one of the local zone, not even to `GMT+3`. */
function takeAbbreviation(value: string): string {
  const special = /^(?:GMT(?:[+-][0-9]{1,2}(?![0-9]))?|ChST|MeST|WITA|[+-][0-9]{1,2})/.exec(value)?.[0];
  if (special !== undefined) return value.slice(special.length);
  return take(value, /^(?:[A-Z]{4}T|[A-Z]{3}T|[A-Z]{3})(?![A-Z])/, "MST", () => undefined);
}

function shortName(name: string): string {
  return name.slice(0, 3);
}

function mismatch(element: string): BuiltinError {
  return new BuiltinError(`the time does not fit the layout at ${element}`);
}
