import { entriesOf, getKey, makeObject, makeSet, setHas } from "./compare";
import { toInteger } from "./decimal";
import { filterValue, pathTree } from "./path-tree";
import {
  arrayOperand,
  elementError,
  itemsOperand,
  objectOperand,
  operandError,
  type Builtins,
} from "./operands";
import {
  isArray,
  isNumber,
  isObject,
  numberText,
  RegoMap,
  RegoSet,
  type RecordValue,
  type Value,
} from "./value";

type ObjectValue = RecordValue | RegoMap;

export const objectBuiltins: Builtins = {
  "object.get": (_ctx, value, path, fallback) => {
    const object = objectOperand(value, 1);
    let found: Value | undefined = object;
    // A member that is null is there.
    for (const key of isArray(path) ? path : [path]) {
      found = child(found, key);
      if (found === undefined) return fallback;
    }
    return found;
  },
  "object.keys": (_ctx, value) => makeSet(entriesOf(objectOperand(value, 1)).map((entry) => entry[0])),
  "object.remove": (_ctx, value, keys) => {
    const object = objectOperand(value, 1);
    const removed = keySet(keys);
    return makeObject(entriesOf(object).filter((entry) => !setHas(removed, entry[0])));
  },
  "object.filter": (_ctx, value, keys) => {
    const object = objectOperand(value, 1);
    return filterValue(object, pathTree(keySet(keys).items.map((key) => [key])));
  },
  "object.union": (_ctx, a, b) => merged(objectOperand(a, 1), objectOperand(b, 2)),
  "object.union_n": (_ctx, value) => {
    const objects = arrayOperand(value, 1);
    for (const item of objects) if (!isObject(item)) throw elementError(value, item, 1, "object");
    return objects.filter(isObject).reduce<ObjectValue>(merged, {});
  },
};

function child(value: Value, key: Value): Value | undefined {
  if (isArray(value)) {
    const index = isNumber(key) ? Number(toInteger(numberText(key)) ?? -1) : -1;
    return value[index];
  }
  if (value instanceof RegoSet) return setHas(value, key) ? key : undefined;
  return isObject(value) ? getKey(value, key) : undefined;
}

function keySet(keys: Value): RegoSet {
  if (keys instanceof RegoSet) return keys;
  if (isObject(keys)) return makeSet(entriesOf(keys).map((entry) => entry[0]));
  if (!isArray(keys)) throw operandError(keys, 2, "object", "set", "array");
  return makeSet(itemsOperand(keys, 2));
}

/** Objects under the same key are merged, anything else of `b` replaces what `a` has. */
function merged(a: ObjectValue, b: ObjectValue): ObjectValue {
  if (isEmpty(a)) return b;
  if (isEmpty(b)) return a;
  if (a instanceof RegoMap || b instanceof RegoMap) {
    const added = entriesOf(b).map(([key, value]): readonly [Value, Value] => [
      key,
      mergedValue(getKey(a, key), value),
    ]);
    return makeObject([...entriesOf(a), ...added]);
  }
  const entries = Object.entries(a);
  for (const key of Object.keys(b))
    entries.push([key, mergedValue(Object.hasOwn(a, key) ? a[key] : undefined, b[key] ?? null)]);
  return Object.fromEntries(entries);
}

function mergedValue(old: Value | undefined, value: Value): Value {
  return old !== undefined && isObject(old) && isObject(value) ? merged(old, value) : value;
}

function isEmpty(value: ObjectValue): boolean {
  if (value instanceof RegoMap) return value.entries.length === 0;
  for (const _key in value) return false;
  return true;
}
