import { compareText } from "../../builtins/compare";
import { ExactNumber, isNumber, numberText, RegoMap, RegoSet, type Value } from "../../builtins/value";
import { BuiltSet, setContains } from "./built-set";
import { getFromMap } from "./built-map";
import { positionOf } from "./positions";
import { charge } from "./meter";
import { isList } from "./shape";

const NO_KEYS: readonly Value[] = [];

/** `source[key]`: undefined for what has no such member, and for scalars. */
export function dot(source: Value | undefined, key: Value): Value | undefined {
  if (typeof key === "string") return dotText(source, key);
  if (typeof source !== "object" || source === null) return undefined;
  if (isList(source)) {
    const index = key instanceof ExactNumber ? positionOf(key.text) : key;
    return typeof index === "number" ? source[index] : undefined;
  }
  if (source instanceof RegoSet) return setContains(source, key) ? key : undefined;
  return source instanceof RegoMap ? getFromMap(source, key) : undefined;
}

/** `source.key` for any key: inherited members are never found. */
export function dotText(source: Value | undefined, key: string): Value | undefined {
  if (typeof source !== "object" || source === null || isList(source)) return undefined;
  if (source instanceof RegoSet) return setContains(source, key) ? key : undefined;
  if (source instanceof RegoMap) return getFromMap(source, key);
  if (source instanceof ExactNumber) return undefined;
  return Object.hasOwn(source, key) ? source[key] : undefined;
}

/**
 * What a reference into `data` finds under a key: OPA looks stored documents up by the key's text.
 *
 * @param isStored false where `with` has replaced `data`
 */
export function dotStored(isStored: boolean, source: Value | undefined, key: Value): Value | undefined {
  if (!isStored) return dot(source, key);
  const text = typeof key === "string" ? key : isNumber(key) ? numberText(key) : undefined;
  if (text === undefined) return undefined;
  return isList(source) ? source[positionOf(text)] : dotText(source, text);
}

/** What is left to try where direct access to a member of a plain object found nothing. */
export function dotRest(source: Value | undefined, key: string): Value | undefined {
  if (source instanceof RegoSet) return setContains(source, key) ? key : undefined;
  return source instanceof RegoMap ? getFromMap(source, key) : undefined;
}

/** The keys that a scan of anything but an array runs over. */
export function scanKeys(source: Value | undefined, ordered: boolean): readonly Value[] {
  if (typeof source !== "object" || source === null || source instanceof ExactNumber) return NO_KEYS;
  if (isList(source)) return NO_KEYS;
  if (source instanceof BuiltSet && !ordered) return source.members;
  if (source instanceof RegoSet) return source.items;
  if (source instanceof RegoMap) return source.entries.map((entry) => entry[0]);
  const keys = Object.keys(source);
  return ordered ? sortTexts(keys) : keys;
}

/** The value that a scan meets under one of `scanKeys`. */
export function scanValue(source: Value | undefined, key: Value): Value | undefined {
  if (source instanceof RegoSet) return key;
  if (source instanceof RegoMap) return getFromMap(source, key);
  return dot(source, key);
}

/** Sorts in place. Kubernetes objects are mostly stored sorted, so look first. */
export function sortTexts(keys: string[]): string[] {
  for (let index = 1; index < keys.length; index++) {
    const [before, after] = [keys[index - 1], keys[index]];
    if (before !== undefined && after !== undefined && compareText(before, after) > 0) {
      charge(keys.length);
      return keys.sort(compareText);
    }
  }
  return keys;
}

/** Members of a collection, characters of a text; 0 for anything else. */
export function lengthOf(value: Value | undefined): number {
  if (typeof value === "string") return textLength(value);
  if (typeof value !== "object" || value === null || value instanceof ExactNumber) return 0;
  if (isList(value)) return value.length;
  if (value instanceof RegoSet) return value.size;
  return value instanceof RegoMap ? value.entries.length : Object.keys(value).length;
}

/** In code points, as Go counts. */
export function textLength(text: string): number {
  let { length } = text;
  for (let index = 0; index < text.length - 1; index++)
    if ((text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00)
      length--;
  return length;
}
