import { isArray, isObject, type Json } from "./json";

/** One step into a JSON value: a member name, or the index of a list item. `-` is the place after a list's last item. */
export type Segment = string | number;

/** A text that is not a JSON Pointer. */
export class PointerError extends Error {
  override readonly name = "PointerError";
}

const INDEX = /^(?:0|[1-9][0-9]{0,14})$/;

/** The list index that `token` spells (RFC 6901 section 4: no sign, no leading zero), or null. */
export function asIndex(token: Segment): number | null {
  if (typeof token === "number") return Number.isSafeInteger(token) && token >= 0 ? token : null;
  return INDEX.test(token) ? Number(token) : null;
}

/** JSON Pointer text of `segments` (RFC 6901): `~` becomes `~0`, `/` becomes `~1`; no segments give `""`. */
export function toPointer(segments: readonly Segment[]): string {
  return segments
    .map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/**
 * The segments of a JSON Pointer (RFC 6901). A token that spells a list index becomes a number; whether it is an index or
 * the name of a member is decided by the value it is used on ({@link getAt} accepts both).
 * @throws PointerError where the text is neither empty nor starts with `/`, or holds a `~` that escapes nothing.
 */
export function parsePointer(text: string): Segment[] {
  if (text === "") return [];
  if (!text.startsWith("/")) throw new PointerError(`A JSON Pointer starts with "/": ${text}`);
  return text
    .slice(1)
    .split("/")
    .map((token) => {
      if (/~(?![01])/.test(token)) throw new PointerError(`"~" must be followed by 0 or 1: ${text}`);
      const plain = token.replaceAll("~1", "/").replaceAll("~0", "~");
      return asIndex(plain) ?? plain;
    });
}

/** What {@link getAt} found: the value, or the position of the first segment that leads nowhere. */
export interface Found {
  exists: boolean;
  value?: Json;
  missingFrom?: number;
}

/**
 * Follows `segments` into `object`. Own members only, so `constructor` is never found by accident.
 * @returns `exists` with `value`, or `missingFrom`: the 0-based position in `segments` of the first step that does not exist.
 */
export function getAt(object: Json, segments: readonly Segment[]): Found {
  let current: Json = object;
  for (const [position, segment] of segments.entries()) {
    const next = step(current, segment);
    if (next === undefined) return { exists: false, missingFrom: position };
    current = next;
  }
  return { exists: true, value: current };
}

/** One step: the item or own member that `segment` names in `value`, or undefined. */
export function step(value: Json, segment: Segment): Json | undefined {
  if (isArray(value)) {
    const index = asIndex(segment);
    return index === null ? undefined : value[index];
  }
  const key = String(segment);
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
