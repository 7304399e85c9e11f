import { RegoMap, RegoSet, type RecordValue, type Value } from "../../builtins/value";
import { EvaluationFailure } from "../../sandbox/failure";
import { dot, dotText } from "./access";
import { BuiltMap, getFromMap, mapOf } from "./built-map";
import { BuiltSet, setOf } from "./built-set";
import { charge } from "./meter";
import { same } from "./same";
import { isList, isRecord } from "./shape";

interface MutableRecord {
  [key: string]: Value;
}

/** Objects that a function has made itself, so that it may write into them. */
export type Owned = Set<Value>;

/**
 * Puts a member into an object that nobody else holds yet.
 *
 * @returns the object, or another one if the key made it one with keys of any type
 */
export function insert(object: Value | undefined, key: Value, value: Value): Value {
  if (object instanceof BuiltMap) {
    object.set(key, value);
    return object;
  }
  if (typeof key === "string" && isRecord(object)) {
    setMember(object, key, value);
    return object;
  }
  const map = mapOf(entriesUnordered(object));
  map.set(key, value);
  return map;
}

/** The same where an equal key must have an equal value. */
export function insertOnce(
  object: Value | undefined,
  key: Value,
  value: Value,
  row: number,
  column: number,
): Value {
  const known = dot(object, key);
  if (known !== undefined && !same(known, value)) throw keyConflict(row, column);
  return insert(object, key, value);
}

/** The same for an object that may be somebody else's: it is copied once. */
export function own(owned: Owned, object: Value | undefined): Value {
  if (object !== undefined && owned.has(object)) return object;
  const copy = copyOf(object);
  owned.add(copy);
  return copy;
}

export function addTo(set: Value | undefined, value: Value): Value {
  const target = set instanceof BuiltSet ? set : setOf(set instanceof RegoSet ? set.items : []);
  target.add(value);
  return target;
}

/** Both documents; `a` counts where they differ and are not both objects. */
export function merge(a: Value | undefined, b: Value | undefined): Value | undefined {
  if (a === undefined) return b;
  if (b === undefined || !isObjectLike(a) || !isObjectLike(b)) return a;
  charge(1);
  let merged = copyOf(a);
  for (const [key, value] of entriesUnordered(b)) {
    charge(1);
    const known = dot(merged, key);
    merged = insert(merged, key, mergeMembers(known, value));
  }
  return merged;
}

function mergeMembers(known: Value | undefined, value: Value): Value {
  const merged = merge(known, value);
  return merged === undefined ? value : merged;
}

/** A copy of the document with `value` at the path; what is in the way and is no object is replaced. */
export function upsert(document: Value | undefined, path: readonly string[], value: Value): Value {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const copy = isObjectLike(document) ? copyOf(document) : {};
  const inner =
    rest.length === 0 ? value : upsert(isObjectLike(document) ? dotText(document, name) : {}, rest, value);
  return insert(copy, name, inner);
}

/** A member of a plain object: never the prototype, whatever the key says. */
function setMember(object: MutableRecord, key: string, value: Value): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

function copyOf(value: Value | undefined): Value {
  if (value === undefined) return {};
  if (value instanceof RegoMap) return mapOf(value.entries);
  if (value instanceof RegoSet) return setOf(value.items);
  if (isList(value)) return [...value];
  return isRecord(value) ? { ...value } : value;
}

function entriesUnordered(value: Value | undefined): readonly (readonly [Value, Value])[] {
  if (value instanceof RegoMap) return value.entries;
  return isRecord(value) ? Object.entries(value) : [];
}

function isObjectLike(value: Value | undefined): value is RecordValue | RegoMap {
  return value instanceof RegoMap || isRecord(value);
}

/** `object.get`: undefined where only the built-in itself can tell. */
export function objectGet(
  object: Value | undefined,
  path: readonly string[],
  otherwise: Value,
): Value | undefined {
  let found: Value | undefined = object;
  if (!isObjectLike(found)) return undefined;
  for (const name of path) {
    if (found instanceof RegoMap) found = getFromMap(found, name);
    else if (isRecord(found)) found = Object.hasOwn(found, name) ? found[name] : undefined;
    else
      return found === undefined
        ? otherwise
        : isList(found) || found instanceof RegoSet
          ? undefined
          : otherwise;
  }
  return found === undefined ? otherwise : found;
}

export function varConflict(row: number, column: number): EvaluationFailure {
  return new EvaluationFailure(
    "eval_conflict_error",
    `A rule or function gave two different values (line ${row}, column ${column}).`,
  );
}

function keyConflict(row: number, column: number): EvaluationFailure {
  return new EvaluationFailure(
    "eval_conflict_error",
    `An object would get two different values for one key (line ${row}, column ${column}).`,
  );
}
