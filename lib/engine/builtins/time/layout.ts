/** The layouts of Go's `time` package that OPA knows by name. */
const namedLayouts: ReadonlyMap<string, string> = new Map([
  ["ANSIC", "Mon Jan _2 15:04:05 2006"],
  ["UnixDate", "Mon Jan _2 15:04:05 MST 2006"],
  ["RubyDate", "Mon Jan 02 15:04:05 -0700 2006"],
  ["RFC822", "02 Jan 06 15:04 MST"],
  ["RFC822Z", "02 Jan 06 15:04 -0700"],
  ["RFC850", "Monday, 02-Jan-06 15:04:05 MST"],
  ["RFC1123", "Mon, 02 Jan 2006 15:04:05 MST"],
  ["RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700"],
  ["RFC3339", "2006-01-02T15:04:05Z07:00"],
  ["RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00"],
]);

/** A piece of a layout: an element such as `01` or `MST`, or text that stands for itself. */
export interface LayoutPart {
  readonly kind: "element" | "text";
  readonly text: string;
}

const ELEMENT =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|0[1-6]|002|15|1|2006|2|_2(?!006)|__2|3|4|5|PM|pm|-070000|-07:00:00|-0700|-07:00|-07|Z070000|Z07:00:00|Z0700|Z07:00|Z07|[.,](?:0+|9+)(?![0-9])/g;

/** The layout that a name or a layout text means. */
export function layoutOf(name: string): string {
  return namedLayouts.get(name) ?? name;
}

/** Splits a layout as Go's `nextStdChunk` does. */
export function parseLayout(layout: string): LayoutPart[] {
  const parts: LayoutPart[] = [];
  let end = 0;
  for (const match of layout.matchAll(ELEMENT)) {
    if (match.index > end) parts.push({ kind: "text", text: layout.slice(end, match.index) });
    parts.push({ kind: "element", text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < layout.length) parts.push({ kind: "text", text: layout.slice(end) });
  return parts;
}
