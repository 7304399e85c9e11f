import { parseUrl } from "../go/url";
import { parseAddress } from "../net/address";
import { compileRe2 } from "../regex-cache";
import { layoutOf } from "../time/layout";
import { parseTime } from "../time/parse";

const LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])";
const HOSTNAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const POINTER = /^(?:\/(?:[^~/]|~0|~1)*)*$/;
const RELATIVE_POINTER = /^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/;

const formats: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ["date", (text) => isTime(text, "2006-01-02")],
  ["time", (text) => isTime(text, "15:04:05Z07:00", "15:04:05")],
  [
    "date-time",
    (text) =>
      isTime(text, "15:04:05", "15:04:05Z07:00", "2006-01-02", layoutOf("RFC3339"), layoutOf("RFC3339Nano")),
  ],
  ["hostname", (text) => HOSTNAME.test(text) && text.length < 256],
  ["email", isMailbox],
  ["idn-email", isMailbox],
  ["ipv4", (text) => text.includes(".") && parseAddress(text) !== null],
  ["ipv6", (text) => text.includes(":") && parseAddress(text) !== null],
  ["uri", isUri],
  ["iri", isUri],
  ["uri-reference", isReference],
  ["iri-reference", isReference],
  ["uri-template", (text) => isReference(text) && /^(?:[^{]*(?:\{[^}]*\})?)*$/.test(parseUrl(text).path)],
  ["uuid", (text) => /^[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}$/i.test(text)],
  ["regex", (text) => text === "" || succeeds(() => compileRe2(text))],
  ["json-pointer", (text) => POINTER.test(text)],
  ["relative-json-pointer", (text) => RELATIVE_POINTER.test(text)],
]);

/** Whether a text is of a format. Formats that are not known are met by every text. */
export function isOfFormat(text: string, format: string): boolean {
  return formats.get(format)?.(text) ?? true;
}

function isTime(text: string, ...layouts: readonly string[]): boolean {
  return layouts.some((layout) => succeeds(() => parseTime(layout, text)));
}

function isUri(text: string): boolean {
  return isReference(text) && parseUrl(text).scheme !== "";
}

function isReference(text: string): boolean {
  return !text.includes("\\") && succeeds(() => parseUrl(text));
}

/** An address as it stands in a mail, with or without a name: `Ann <ann@example.org>`. */
function isMailbox(text: string): boolean {
  const address = /^[^<>]*<([^<>]*)>\s*$/.exec(text)?.[1] ?? text.trim();
  return /^(?:[^\s@<>()[\]\\,;:".]+(?:\.[^\s@<>()[\]\\,;:".]+)*|"(?:[^"\\]|\\.)*")@(?:[^\s@<>()[\]\\,;:".]+(?:\.[^\s@<>()[\]\\,;:".]+)*|\[[^\]\s]*\])$/.test(
    address,
  );
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
