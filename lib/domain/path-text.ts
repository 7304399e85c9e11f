import { asIndex, parsePointer, PointerError, type Segment } from "./pointer";

/** Picks the list item whose member `key` reads `value`; without a key, the item that itself reads `value`. */
export interface Selector {
  key: string | null;
  value: string;
}

export type SelectorSegments = (Segment | Selector)[];

/**
 * A part of a path as it was written. Only `bare` parts are open to interpretation: several of them in a row may be one key
 * that holds dots (`labels.app.kubernetes.io/name`), and digits may be an index or a key.
 */
export type PathToken =
  | { type: "bare"; text: string }
  | { type: "exact"; segment: Segment }
  | { type: "selector"; selector: Selector };

const LENGTH_MAX = 4_096;
const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const PLAIN_VALUE = /^[A-Za-z0-9_./:@-]+$/;

const DOUBLE = String.raw`"(?:[^"\\]|\\.)*"`;
const SINGLE = String.raw`'(?:[^'\\]|\\.)*'`;
const KEY = String.raw`[\w./-]+`;

const BARE = /(?:\\.|[^.[\]\\\s"'])+/y;
const QUOTED = new RegExp(String.raw`\[\s*(${DOUBLE}|${SINGLE})\s*\]`, "y");
const SELECTOR = new RegExp(
  String.raw`\[\s*(${KEY})?\s*(?:==?|:)\s*(${DOUBLE}|${SINGLE}|[^\]"'\s]+)\s*\]`,
  "y",
);
const FILTER = new RegExp(String.raw`\[\?\(\s*@\.(${KEY})\s*==?\s*(${DOUBLE}|${SINGLE})\s*\)\]`, "y");
const NAMED = /\[\s*([^\]"'=?*:\s]+)\s*\]/y;

/**
 * Splits a path as templates write it into tokens, or answers null where it is none.
 *
 * Forms: `a.b[0].c`, `a["x.y/z"]`, `a['x']`, `a[x.y/z]`, `/a/b/0` (RFC 6901), `list[name=app]`, `list[name: app]` (Gatekeeper's
 * mutation paths), `list[?(@.name=="app")]` and a leading `$` or `.` (JSONPath), `{.a.b}` (kubectl), `a\.b` for a dot in a key,
 * `list[=value]` for an item of a list of plain values, `$` alone for the whole object.
 */
export function tokenisePath(text: string): PathToken[] | null {
  if (text.length > LENGTH_MAX) return null;
  if (text.startsWith("/")) return tokenisePointer(text);
  let path = text.trim();
  if (path.startsWith("{") && path.endsWith("}")) path = path.slice(1, -1);
  if (path === "$") return [];
  if (/^\$[.[]/.test(path)) path = path.slice(1);
  let position = path.startsWith(".") ? 1 : 0;
  const tokens: PathToken[] = [];
  while (position < path.length) {
    const part = tokenAt(path, position);
    if (part === null) return null;
    tokens.push(part.token);
    position = part.end;
    if (path[position] === ".") {
      position += 1;
      if (position === path.length) return null;
    } else if (position < path.length && path[position] !== "[") {
      return null;
    }
  }
  return tokens.length > 0 ? tokens : null;
}

function tokenisePointer(text: string): PathToken[] | null {
  try {
    return parsePointer(text).map((segment) => ({ type: "exact", segment }));
  } catch (error) {
    if (error instanceof PointerError) return null;
    throw error;
  }
}

function tokenAt(path: string, position: number): { token: PathToken; end: number } | null {
  if (path[position] !== "[") {
    const bare = matchAt(BARE, path, position);
    return bare && { token: { type: "bare", text: unescaped(bare.text) }, end: bare.end };
  }
  const quoted = matchAt(QUOTED, path, position);
  if (quoted) {
    const segment = unquote(quoted.groups[0] ?? "");
    return segment === null ? null : { token: { type: "exact", segment }, end: quoted.end };
  }
  const selected = matchAt(FILTER, path, position) ?? matchAt(SELECTOR, path, position);
  if (selected) {
    const value = unquote(selected.groups[1] ?? "");
    const key = selected.groups[0] ?? null;
    return value === null
      ? null
      : { token: { type: "selector", selector: { key, value } }, end: selected.end };
  }
  const named = matchAt(NAMED, path, position);
  const name = named?.groups[0];
  if (!named || name === undefined) return null;
  return { token: { type: "exact", segment: asIndex(name) ?? name }, end: named.end };
}

function unescaped(text: string): string {
  return text.includes("\\") ? text.replaceAll(/\\(.)/g, "$1") : text;
}

function matchAt(pattern: RegExp, text: string, position: number) {
  pattern.lastIndex = position;
  const match = pattern.exec(text);
  return match && { text: match[0], groups: match.slice(1), end: pattern.lastIndex };
}

/** The content of a quoted text, the text itself where it is not quoted, null for a broken escape. */
function unquote(text: string): string | null {
  if (text.startsWith("'")) return unescaped(text.slice(1, -1));
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * A path in its canonical text: `spec.containers[0].image`, keys that are no plain names quoted
 * (`metadata.labels["app.kubernetes.io/name"]`), selectors as `containers[name=app]`, the whole object as `$`.
 * @param quoteAll quotes the plain names too, which leaves nothing to interpretation
 */
export function formatPath(segments: SelectorSegments, quoteAll = false): string {
  if (segments.length === 0) return "$";
  return segments.map((segment, position) => formatSegment(segment, position === 0, quoteAll)).join("");
}

function formatSegment(segment: Segment | Selector, first: boolean, quoteAll: boolean): string {
  if (typeof segment === "number" || segment === "-") return `[${segment}]`;
  if (typeof segment === "string") {
    if (quoteAll || !PLAIN_KEY.test(segment)) return `[${JSON.stringify(segment)}]`;
    return first ? segment : `.${segment}`;
  }
  const value = PLAIN_VALUE.test(segment.value) ? segment.value : JSON.stringify(segment.value);
  return `[${segment.key ?? ""}=${value}]`;
}
