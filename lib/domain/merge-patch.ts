import { isArray, isObject, type Json, jsonEqual, withMember } from "./json";

/**
 * The JSON Merge Patch (RFC 7386) that turns `before` into `after`, for `kubectl patch --type=merge`: changed members only,
 * null for a removed one, lists as a whole.
 *
 * Two things it cannot say, see {@link isListSafe}: a change inside a list, and a member whose value is null.
 */
export function toMergePatch(before: Json, after: Json): Json {
  if (!isObject(before) || !isObject(after)) return after;
  let patch: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    if (old === undefined) patch = withMember(patch, key, value);
    else if (!jsonEqual(old, value)) patch = withMember(patch, key, toMergePatch(old, value));
  }
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) patch = withMember(patch, key, null);
  }
  return patch;
}

/**
 * True if a merge patch may carry the change: it changes no list that exists on both sides (the patch would overwrite what
 * others changed in it meanwhile) and sets no member to null (the patch would remove it).
 */
export function isListSafe(before: Json, after: Json): boolean {
  if (jsonEqual(before, after)) return true;
  if (isArray(before) && isArray(after)) return false;
  if (!isObject(before) || !isObject(after)) return !hasNullMember(after);
  return Object.entries(after).every(([key, value]) => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    if (value === null) return old === null;
    return old === undefined ? !hasNullMember(value) : isListSafe(old, value);
  });
}

function hasNullMember(value: Json): boolean {
  return isObject(value) && Object.values(value).some((member) => member === null || hasNullMember(member));
}
