import { getOwn, isArray, isObject, isScalar, type Json } from "./json";
import { formatPath, type PathToken, type Selector, type SelectorSegments, tokenisePath } from "./path-text";
import { asIndex, getAt, type Segment, step, toPointer } from "./pointer";

export type { SelectorSegments } from "./path-text";

/** A violating key, found in its object. */
export interface ResolvedKey {
  /** RFC 6901 pointer: to the field, or to the place where a missing field belongs. */
  pointer: string;
  segments: Segment[];
  exists: boolean;
  /** The value at the pointer; absent where the field is missing. */
  found?: Json;
  /** The path with list indices replaced by what names the item, so that reordering a list does not change it. */
  stablePath: string;
  /** The path as people read it; {@link parseViolatingKey} gives back the same segments. */
  displayPath: string;
}

/**
 * Parses a violating key as a template wrote it ({@link tokenisePath} lists the forms).
 *
 * Without the object, each unquoted dot separates two names and unquoted digits are an index.
 * @returns the segments, with {@link Selector}s where the key picks list items by name; null for a text that is no path
 */
export function parseViolatingKey(text: string): Segment[] | SelectorSegments | null {
  const tokens = tokenisePath(text);
  return tokens && tokens.map((token) => plainSegment(token));
}

function plainSegment(token: PathToken): Segment | Selector {
  if (token.type === "bare") return asIndex(token.text) ?? token.text;
  return token.type === "exact" ? token.segment : token.selector;
}

/**
 * Finds the field that a violating key names.
 *
 * Unquoted names in a row are read as one key with dots where the object has such a key, the longest one first
 * (`metadata.labels.app.kubernetes.io/name`); where the field is missing below a map such as `labels`, the rest is one key.
 * A leading `input.`, `object.` or `review.object.` is dropped unless the object has such a member.
 * @param text the violating key; see {@link tokenisePath} for its forms
 * @param object the entity that was judged
 * @returns null where the text is no path, or selects a list item that the object does not have
 */
export function resolveViolatingKey(text: string, object: Json): ResolvedKey | null {
  const tokens = tokenisePath(text);
  const segments = tokens && walk(withoutRoot(tokens, object), object);
  if (!segments) return null;
  const { exists, value } = getAt(object, segments);
  const pointer = toPointer(segments);
  const displayPath = unambiguous(formatPath(segments), segments, text, pointer, object);
  const stable = toStable(object, segments);
  const stableText = formatPath(stable);
  const stablePath =
    stableText === displayPath ? displayPath : unambiguous(stableText, stable, text, pointer, object);
  return exists
    ? { pointer, segments, exists, found: value, stablePath, displayPath }
    : { pointer, segments, exists, stablePath, displayPath };
}

/**
 * The plain text of a path, or the one with every name quoted where the object has a key that reads like several.
 *
 * @param text the path's plain text
 * @param known a text that is known to lead to the pointer
 */
function unambiguous(
  text: string,
  path: SelectorSegments,
  known: string,
  pointer: string,
  object: Json,
): string {
  if (text === known) return text;
  const tokens = tokenisePath(text);
  const segments = tokens && walk(withoutRoot(tokens, object), object);
  return segments && toPointer(segments) === pointer ? text : formatPath(path, true);
}

const ROOTS = [["input", "review", "object"], ["review", "object"], ["input"], ["object"]];
const ROOT_NAMES = new Set(ROOTS.map(([name]) => name));

function withoutRoot(tokens: PathToken[], object: Json): PathToken[] {
  const [first] = tokens;
  if (first?.type !== "bare" || !ROOT_NAMES.has(first.text) || getOwn(object, first.text) !== undefined)
    return tokens;
  const names = tokens.map((token) => (token.type === "bare" ? token.text : null));
  const root = ROOTS.find(
    (path) => path.length < tokens.length && path.every((name, index) => names[index] === name),
  );
  return root ? tokens.slice(root.length) : tokens;
}

function walk(tokens: readonly PathToken[], object: Json): Segment[] | null {
  const segments: Segment[] = [];
  let current: Json | undefined = object;
  let position = 0;
  while (position < tokens.length) {
    const taken = take(tokens.slice(position), current, segments.at(-1));
    if (taken === null) return null;
    segments.push(taken.segment);
    current = current === undefined ? undefined : step(current, taken.segment);
    position += taken.count;
  }
  return segments;
}

interface Taken {
  segment: Segment;
  count: number;
}

/** Reads the next segment from one or, for a key with dots, several tokens. */
function take(
  tokens: readonly PathToken[],
  current: Json | undefined,
  parent: Segment | undefined,
): Taken | null {
  const [token] = tokens;
  if (token === undefined) return null;
  if (token.type === "exact") return { segment: typed(token.segment, current), count: 1 };
  if (token.type === "selector") {
    const index = isArray(current) ? current.findIndex((item) => selects(token.selector, item)) : -1;
    return index < 0 ? null : { segment: index, count: 1 };
  }
  const names = bareRun(tokens);
  if (isObject(current)) {
    for (let count = hasDottedKey(current, names) ? names.length : 1; count > 0; count -= 1) {
      const name = names.slice(0, count).join(".");
      const value = getOwn(current, name);
      const leadsOn = count === tokens.length || isObject(value) || isArray(value);
      if (value !== undefined && leadsOn) return { segment: name, count };
    }
  }
  if (!isArray(current) && isMap(parent, current)) return { segment: names.join("."), count: names.length };
  return { segment: typed(asIndex(token.text) ?? token.text, current), count: 1 };
}

/** Whether several of the names may be one key: nearly always they are not, and trying all of them costs more than this look. */
function hasDottedKey(object: object, [first, second]: readonly string[]): boolean {
  if (second === undefined) return false;
  const start = `${first ?? ""}.`;
  return Object.keys(object).some((key) => key.startsWith(start));
}

function bareRun(tokens: readonly PathToken[]): string[] {
  const names: string[] = [];
  for (const token of tokens) {
    if (token.type !== "bare") break;
    names.push(token.text);
  }
  return names;
}

/** Digits name a member of an object and an item of a list. */
function typed(segment: Segment, current: Json | undefined): Segment {
  if (isObject(current)) return String(segment);
  return isArray(current) ? (asIndex(segment) ?? segment) : segment;
}

/** Fields of Kubernetes objects whose members are named by the author; such names hold dots, their values no members. */
const MAP_FIELDS = new Set<Segment>([
  ...["labels", "annotations", "matchLabels", "nodeSelector", "data", "stringData", "binaryData"],
  ...["limits", "requests", "hard", "capacity", "allocatable", "defaultRequest"],
]);

/** True if `segment` names a field whose members are named by the author of the object, such as `labels`. */
export function isMapField(segment: Segment | undefined): boolean {
  return segment !== undefined && MAP_FIELDS.has(segment);
}

function isMap(parent: Segment | undefined, current: Json | undefined): boolean {
  if (isMapField(parent)) return true;
  if (parent !== "selector" || !isObject(current)) return false;
  const values = Object.values(current);
  return values.length > 0 && values.every((value) => typeof value === "string");
}

/** Members that name a list item, the most telling first (the map keys of the Kubernetes API, then names in other lists). */
const NAMING_KEYS = [
  "name",
  "key",
  "mountPath",
  "devicePath",
  "containerPort",
  "port",
  "ip",
  "host",
  "path",
  "topologyKey",
  "type",
];

/** A plain list value longer than this many characters does not serve as its own name. */
const VALUE_NAME_MAX = 128;

function toStable(object: Json, segments: readonly Segment[]): SelectorSegments {
  let current: Json | undefined = object;
  return segments.map((segment) => {
    const list: Json | undefined = current;
    current = list === undefined ? undefined : step(list, segment);
    return isArray(list) && current !== undefined ? (nameOf(list, current) ?? segment) : segment;
  });
}

/** What names `item` in `list` and no other item of it, or null. */
function nameOf(list: readonly Json[], item: Json): Selector | null {
  const candidates: Selector[] = [];
  if (isScalar(item)) {
    if (String(item).length <= VALUE_NAME_MAX) candidates.push({ key: null, value: String(item) });
  } else {
    for (const key of NAMING_KEYS) {
      const value = getOwn(item, key);
      if (isScalar(value)) candidates.push({ key, value: String(value) });
    }
  }
  return (
    candidates.find((candidate) => list.filter((other) => selects(candidate, other)).length === 1) ?? null
  );
}

function selects({ key, value }: Selector, item: Json): boolean {
  const name = key === null ? item : getOwn(item, key);
  return isScalar(name) && String(name) === value;
}
