import { compareDecimals } from "../../builtins/decimal";
import { ExactNumber, RegoMap, RegoSet, type Value } from "../../builtins/value";
import { charge } from "./meter";
import { isList } from "./shape";

/** Values deeper than this count as one: the hash only has to spread, equality decides. */
const DEPTH_MAX = 5;
const ABSENT = 0;
const EDGE = 24;

/** A number that is the same for equal values, in whatever order their members were added. */
export function hashOf(value: Value | undefined, depth = 0): number {
  switch (typeof value) {
    case "string":
      return hashText(value);
    case "number":
      return hashNumber(value);
    case "boolean":
      return value ? 3 : 5;
    case "object":
      return value === null ? 7 : depth > DEPTH_MAX ? 11 : hashComposite(value, depth + 1);
    default:
      return ABSENT;
  }
}

/** The double that equals this number, or null if there is none. */
export function asDouble(number: ExactNumber): number | null {
  const double = Number(number.text);
  return Number.isFinite(double) && compareDecimals(number.text, String(double)) === 0 ? double : null;
}

function hashComposite(value: Exclude<Value, null | boolean | number | string>, depth: number): number {
  charge(1);
  if (value instanceof ExactNumber) return hashNumber(asDouble(value) ?? Number(value.text));
  if (value instanceof RegoSet)
    return value.items.reduce((sum: number, item) => (sum + mix(hashOf(item, depth))) | 0, 13);
  if (value instanceof RegoMap)
    return value.entries.reduce(
      (sum, [key, item]) => (sum + pair(hashOf(key, depth), hashOf(item, depth))) | 0,
      17,
    );
  if (isList(value)) {
    let hash = 19;
    for (let index = 0; index < value.length; index++) hash = pair(hash, hashOf(value[index], depth));
    return hash;
  }
  let hash = 17;
  for (const [key, item] of Object.entries(value))
    hash = (hash + pair(hashText(key), hashOf(item, depth))) | 0;
  return hash;
}

/** Reads both ends of long texts only. */
function hashText(text: string): number {
  const { length } = text;
  let hash = length | 0;
  const head = length > 2 * EDGE ? EDGE : length;
  for (let index = 0; index < head; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  for (let index = Math.max(head, length - EDGE); index < length; index++)
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

function hashNumber(value: number): number {
  return Number.isSafeInteger(value) ? mix(value | 0) : hashText(String(value));
}

function pair(a: number, b: number): number {
  return mix((Math.imul(a, 31) + b) | 0);
}

function mix(hash: number): number {
  const spread = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return spread ^ (spread >>> 15);
}
