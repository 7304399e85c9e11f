import { entriesOf, equalValues, getKey, makeObject, makeSet, setHas } from "./compare";
import { readPath } from "./json";
import { arrayOperand, type Builtins } from "./operands";
import { toInteger } from "./decimal";
import { printValue } from "./print";
import {
  BuiltinError,
  getField,
  isArray,
  isNumber,
  isObject,
  numberText,
  RegoSet,
  typeName,
  type RecordValue,
  type RegoMap,
  type Value,
} from "./value";

type Path = readonly Value[];
type ObjectValue = RecordValue | RegoMap;

/** RFC 6902, with OPA's extensions: paths may be arrays of keys, and sets are addressed by their elements. */
export const jsonPatchBuiltins: Builtins = {
  "json.patch": (_ctx, target, patches) => arrayOperand(patches, 2).reduce<Value | undefined>(apply, target),
};

/** `undefined` stands for a document that was removed as a whole. */
function apply(document: Value | undefined, patch: Value): Value | undefined {
  if (!isObject(patch))
    throw new BuiltinError(
      "must be an array of JSON-Patch objects, but at least one element is not an object",
    );
  const pathValue = required(patch, "path");
  const op = required(patch, "op");
  if (typeof op !== "string")
    throw new BuiltinError(`attribute 'op' must be a string but found: ${typeName(op)}`);
  const path = readPath(pathValue);
  switch (op) {
    case "add":
      return add(document, path, required(patch, "value"));
    case "remove":
      return remove(document, path);
    case "replace":
      return add(remove(document, path), path, required(patch, "value"));
    case "move": {
      const from = readPath(required(patch, "from"));
      return add(remove(document, from), path, find(document, from));
    }
    case "copy":
      return add(document, path, find(document, readPath(required(patch, "from"))));
    case "test":
      if (!equalValues(find(document, path), required(patch, "value")))
        throw new BuiltinError(
          `value from EditTree != patch value.\n\nExpected: ${printValue(required(patch, "value"))}\n\nFound: ${printValue(find(document, path))}`,
        );
      return document;
    default:
      throw new BuiltinError(`unrecognized op: '${op}'`);
  }
}

function required(patch: ObjectValue, key: string): Value {
  const value = getField(patch, key);
  if (value === undefined) throw new BuiltinError(`missing required attribute '${key}'`);
  return value;
}

function find(document: Value | undefined, path: Path): Value {
  if (document === undefined) throw new BuiltinError("the document was removed");
  return path.reduce<Value>((value, key) => child(value, key), document);
}

function child(value: Value, key: Value): Value {
  let found: Value | undefined;
  if (isArray(value)) found = value[indexOf(key, value.length)];
  else if (value instanceof RegoSet) found = setHas(value, key) ? key : undefined;
  else if (isObject(value)) found = getKey(value, key);
  if (found === undefined)
    throw new BuiltinError(
      `path ${printValue(key)} does not exist in ${typeName(value)} term ${printValue(value)}`,
    );
  return found;
}

function add(document: Value | undefined, path: Path, value: Value): Value {
  if (path.length === 0) return value;
  return change(document, path, (parent, key) => {
    if (isArray(parent)) {
      const index = indexOf(key, parent.length);
      if (index < 0 || index > parent.length)
        throw new BuiltinError("index for array insertion out of bounds");
      return parent.toSpliced(index, 0, value);
    }
    if (parent instanceof RegoSet) {
      if (!equalValues(key, value))
        throw new BuiltinError(
          `set key ${printValue(key)} does not equal value to be inserted ${printValue(value)}`,
        );
      return makeSet([...parent.items, value]);
    }
    return makeObject([...entriesOf(objectOnly(parent)), [key, value]]);
  });
}

function remove(document: Value | undefined, path: Path): Value | undefined {
  if (document === undefined) throw new BuiltinError("the document was removed");
  if (path.length === 0) return undefined;
  return change(document, path, (parent, key) => {
    if (isArray(parent) && !(indexOf(key, parent.length) in parent))
      throw new BuiltinError("index for array delete out of bounds");
    if (isObject(parent) && getKey(parent, key) === undefined)
      throw new BuiltinError(`cannot delete child key ${printValue(key)} that does not exist`);
    child(parent, key);
    if (isArray(parent)) return parent.toSpliced(indexOf(key, parent.length), 1);
    if (parent instanceof RegoSet) return new RegoSet(parent.items.filter((item) => !equalValues(item, key)));
    return makeObject(entriesOf(objectOnly(parent)).filter((entry) => !equalValues(entry[0], key)));
  });
}

/** A copy of the document in which the parent of the path's last key is what `edit` makes of it. */
function change(document: Value | undefined, path: Path, edit: (parent: Value, key: Value) => Value): Value {
  if (document === undefined) throw new BuiltinError("the document was removed");
  const [key = null, ...rest] = path;
  if (rest.length === 0) return edit(document, key);
  const changed = change(child(document, key), rest, edit);
  if (isArray(document)) return document.with(indexOf(key, document.length), changed);
  if (document instanceof RegoSet)
    return makeSet([...document.items.filter((item) => !equalValues(item, key)), changed]);
  return makeObject([...entriesOf(objectOnly(document)), [key, changed]]);
}

function objectOnly(value: Value): ObjectValue {
  if (!isObject(value)) throw new BuiltinError("a path of the patch leads through a value that has no parts");
  return value;
}

function indexOf(key: Value, length: number): number {
  if (key === "-") return length;
  if (isNumber(key)) {
    const index = toInteger(numberText(key));
    if (index === null) throw new BuiltinError("invalid number type for indexing");
    return Number(index);
  }
  if (typeof key !== "string") throw new BuiltinError("invalid type for indexing");
  if (!/^-?[0-9]+(?:\.0+)?$/.test(key)) throw new BuiltinError("invalid string for indexing");
  if (key !== "0" && key.startsWith("0"))
    throw new BuiltinError("leading zeros are not allowed in JSON paths");
  return Number(key);
}
