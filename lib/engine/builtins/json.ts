import { isTooLarge } from "./decimal";
import { makeSet } from "./compare";
import { itemsOperand, objectOperand, textOperand, type Builtins } from "./operands";
import { filterValue, pathTree, removeFromValue } from "./path-tree";
import { decodeValue } from "./value-text";
import { BuiltinError, isArray, isNumber, OperandError, RegoSet, typeName, type Value } from "./value";

export const jsonBuiltins: Builtins = {
  "json.filter": (_ctx, value, paths) => filterValue(objectOperand(value, 1), pathTree(pathsOf(paths))),
  "json.remove": (_ctx, value, paths) => removeFromValue(objectOperand(value, 1), pathTree(pathsOf(paths))),
  "json.unmarshal": (_ctx, text) => readJson(textOperand(text, 1)),
  "json.is_valid": (_ctx, text) => typeof text === "string" && isJson(text),
};

/**
 * The value of a JSON text, numbers exact.
 *
 * @throws BuiltinError where the text is no JSON
 */
export function readJson(text: string): Value {
  const isDelicate = hasDelicateNumbers(text) && isJson(text);
  if (isDelicate && /[0-9][eE][+-]?[0-9]{4}/.test(text)) refuseLargeNumbers(text);
  const value = isDelicate ? decodeValue(text) : parse(text);
  return text.includes("\\u") ? wellFormed(value) : value;
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function refuseLargeNumbers(text: string): void {
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|-?[0-9][0-9.]*[eE][+-]?[0-9]+/g))
    if (!token.startsWith('"') && isTooLarge(token)) throw new BuiltinError("invalid number: number too big");
}

function parse(text: string): Value {
  try {
    const value: unknown = JSON.parse(text);
    if (isParsed(value)) return value;
  } catch {
    // Reported below.
  }
  throw new BuiltinError("invalid JSON text");
}

/** JSON.parse answers JSON values only, and all of them are values of Rego. */
function isParsed(value: unknown): value is Value {
  return value !== undefined;
}

/**
 * The keys of a path: an array of them, or a JSON pointer whose leading slash may be missing.
 *
 * @throws OperandError
 */
export function readPath(path: Value): readonly Value[] {
  if (isArray(path)) return path;
  if (typeof path !== "string")
    throw new OperandError(
      `operand 2 must be one of {set, array} containing string paths or array of path segments but got ${typeName(path)}`,
    );
  if (path === "") return [];
  const parts = path.replace(/^\/+/, "").split("/");
  return path.includes("~") ? parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")) : parts;
}

function pathsOf(paths: Value): (readonly Value[])[] {
  return itemsOperand(paths, 2).map(readPath);
}

/** Whether the text may hold a number that JavaScript would spell otherwise. May be true for a string's content. */
function hasDelicateNumbers(text: string): boolean {
  return /[0-9][.eE]|[0-9]{16}|-0/.test(text);
}

/** Go replaces halves of surrogate pairs. */
function wellFormed(value: Value): Value {
  if (typeof value === "string") return withoutHalves(value);
  if (isArray(value)) return value.map(wellFormed);
  if (value instanceof RegoSet) return makeSet(value.items.map(wellFormed));
  if (typeof value !== "object" || value === null || isNumber(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, Value]) => [withoutHalves(key), wellFormed(item)]),
  );
}

function withoutHalves(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, "\ufffd");
}
