import { entriesOf } from "./compare";
import { objectOperand, type Builtins } from "./operands";
import { printValue } from "./print";
import {
  isArray,
  isNumber,
  isObject,
  numberText,
  OperandError,
  RegoMap,
  RegoSet,
  typeName,
  type Value,
} from "./value";

/**
 * Go's `json.Marshal` of a value: keys sorted, HTML characters escaped, sets as arrays.
 *
 * @param writeNumber how numbers are written; as they are, unless given
 */
export function marshalJson(value: Value, writeNumber = numberText): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoteJson(value);
  if (isNumber(value)) return writeNumber(value);
  const items = isArray(value) ? value : value instanceof RegoSet ? value.items : null;
  if (items !== null) return `[${items.map((item) => marshalJson(item, writeNumber)).join(",")}]`;
  return `{${membersOf(value)
    .map(([key, item]) => `${quoteJson(key)}:${marshalJson(item, writeNumber)}`)
    .join(",")}}`;
}

export const jsonMarshalBuiltins: Builtins = {
  "json.marshal": (ctx, value) => {
    const text = marshalJson(value);
    ctx.charge?.(text.length / 10);
    return text;
  },
  "json.marshal_with_options": (_ctx, value, given) => {
    const options = readOptions(given);
    return options === null ? marshalJson(value) : options.prefix + indented(value, options, 0);
  },
};

interface Layout {
  readonly prefix: string;
  readonly indent: string;
}

/** Null where the JSON is not to be laid out. */
function readOptions(given: Value): Layout | null {
  let prefix = "";
  let indent = "\t";
  let pretty: boolean | null = null;
  let isImplied = false;
  for (const [key, option] of entriesOf(objectOperand(given, 2))) {
    if (key === "pretty" && typeof option === "boolean") pretty = option;
    else if (key === "prefix" && typeof option === "string") [prefix, isImplied] = [option, true];
    else if (key === "indent" && typeof option === "string") [indent, isImplied] = [option, true];
    else throw optionError(key, option);
  }
  return (pretty ?? isImplied) ? { prefix, indent } : null;
}

function optionError(key: Value, option: Value): OperandError {
  const wanted = key === "pretty" ? "bool" : "string";
  const isKnown = key === "pretty" || key === "prefix" || key === "indent";
  if (typeof key !== "string")
    return new OperandError(`operand 2 failed to stringify key ${printValue(key)}`);
  return new OperandError(
    isKnown
      ? `operand 2 key ${printValue(key)} failed cast to ${wanted}: got ${typeName(option)}`
      : `operand 2 object contained unknown key ${printValue(key)}`,
  );
}

function indented(value: Value, layout: Layout, depth: number): string {
  const items = isArray(value) ? value : value instanceof RegoSet ? value.items : null;
  if (items !== null)
    return block(
      "[",
      items.map((item) => indented(item, layout, depth + 1)),
      "]",
      layout,
      depth,
    );
  if (
    typeof value !== "object" ||
    value === null ||
    isNumber(value) ||
    isArray(value) ||
    value instanceof RegoSet
  )
    return marshalJson(value);
  const members = membersOf(value).map(
    ([key, item]) => `${quoteJson(key)}: ${indented(item, layout, depth + 1)}`,
  );
  return block("{", members, "}", layout, depth);
}

function block(
  open: string,
  lines: readonly string[],
  close: string,
  { prefix, indent }: Layout,
  depth: number,
): string {
  if (lines.length === 0) return open + close;
  const start = `\n${prefix}${indent.repeat(depth)}`;
  return `${open}${lines.map((line) => start + indent + line).join(",")}${start}${close}`;
}

/** Members with their keys as JSON texts; keys that are not strings are written as JSON first. */
function membersOf(value: Value): [string, Value][] {
  if (!isObject(value)) return [];
  const entries = entriesOf(value).map(([key, item]): [string, Value] => [
    typeof key === "string" ? key : marshalJson(key),
    item,
  ]);
  return value instanceof RegoMap ? entries.sort((a, b) => (a[0] < b[0] ? -1 : 1)) : entries;
}

function quoteJson(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
