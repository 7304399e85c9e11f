import { toBytes } from "../bytes";
import { compareText, getKey } from "../compare";
import { sprintfGo, type PrintfArgument } from "../go/printf";
import { BuiltinError, isArray, isNumber, isObject, numberText, RegoSet } from "../value";
import { isConstant, isTrue, printValue, TemplateNumber, type TemplateValue } from "./values";

type Argument = () => TemplateValue;
type TemplateFunction = (args: readonly TemplateValue[]) => TemplateValue;

/** Stop at the first argument that decides. */
const shortCircuits: ReadonlyMap<string, boolean> = new Map([
  ["and", false],
  ["or", true],
]);

const functions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ["not", ([value]) => !isTrue(value)],
  ["len", ([value]) => new TemplateNumber(lengthOf(value))],
  ["index", ([value, ...keys]) => keys.reduce(indexed, value)],
  ["slice", ([value, ...bounds]) => sliced(value, bounds.map(integer))],
  ["print", (args) => printed(args)],
  ["println", (args) => `${args.map(printValue).join(" ")}\n`],
  ["printf", ([format, ...args]) => sprintfGo(textOf(format), args.map(printfArgument))],
  ["js", (args) => escapeScript(printed(args))],
  ["html", (args) => escapeHtml(printed(args))],
  [
    "urlquery",
    (args) =>
      encodeURIComponent(printed(args))
        .replace(/[!'()*]/g, hexEscape)
        .replaceAll("%20", "+"),
  ],
  ["eq", ([first, ...others]) => others.some((other) => areEqual(first, other))],
  ["ne", ([first, second]) => !areEqual(first, second)],
  ["lt", ([first, second]) => order(first, second) < 0],
  ["le", ([first, second]) => order(first, second) <= 0],
  ["gt", ([first, second]) => order(first, second) > 0],
  ["ge", ([first, second]) => order(first, second) >= 0],
]);

export function isFunction(name: string): boolean {
  return functions.has(name) || shortCircuits.has(name);
}

/** @throws BuiltinError where the arguments are not the function's */
export function callFunction(name: string, args: readonly Argument[]): TemplateValue {
  const decisive = shortCircuits.get(name);
  if (decisive === undefined) return functions.get(name)?.(args.map((argument) => argument()));
  let value: TemplateValue;
  for (const argument of args) {
    value = argument();
    if (isTrue(value) === decisive) break;
  }
  return value;
}

function printed(args: readonly TemplateValue[]): string {
  let text = "";
  args.forEach((value, index) => {
    const previous = args[index - 1];
    // Go puts a space between two operands that are no texts.
    if (index > 0 && !isTextual(previous) && !isTextual(value)) text += " ";
    text += printValue(value);
  });
  return text;
}

/** Numbers of the data count as texts. */
function isTextual(value: TemplateValue): boolean {
  return typeof value === "string" || (!isConstant(value) && value !== undefined && isNumber(value));
}

function textOf(value: TemplateValue): string {
  if (typeof value === "string") return value;
  if (value !== undefined && !isConstant(value) && isNumber(value)) return numberText(value);
  throw new BuiltinError("template: template: wrong type of argument; expected string");
}

function printfArgument(value: TemplateValue): PrintfArgument {
  if (!isConstant(value)) return value === undefined || value === null ? "<nil>" : printValue(value);
  return Number.isInteger(value.constant) ? BigInt(value.constant) : value.constant;
}

function lengthOf(value: TemplateValue): number {
  if (isTextual(value)) return toBytes(textOf(value)).length;
  if (value !== undefined && !isConstant(value)) {
    if (isArray(value)) return value.length;
    if (value instanceof RegoSet) return value.items.length;
    if (isObject(value)) return Object.keys(value).length;
  }
  throw new BuiltinError(
    `template: template: error calling len: len of ${value === undefined ? "nil pointer" : "wrong type"}`,
  );
}

function indexed(value: TemplateValue, key: TemplateValue): TemplateValue {
  if (value !== undefined && !isConstant(value)) {
    const items = isArray(value) ? value : value instanceof RegoSet ? value.items : null;
    if (items !== null) {
      const index = integer(key);
      if (index < 0 || index >= items.length)
        throw new BuiltinError(`template: template: error calling index: index out of range: ${index}`);
      return items[index];
    }
    if (isObject(value) && isTextual(key)) return getKey(value, textOf(key));
  }
  throw new BuiltinError("template: template: error calling index: can't index item");
}

function sliced(value: TemplateValue, [from = 0, to]: readonly number[]): TemplateValue {
  const isOut = (length: number): boolean => from < 0 || (to ?? length) > length || from > (to ?? length);
  if (isTextual(value)) {
    const bytes = toBytes(textOf(value));
    if (!isOut(bytes.length)) return new TextDecoder().decode(bytes.subarray(from, to));
  } else if (value !== undefined && !isConstant(value) && isArray(value) && !isOut(value.length))
    return value.slice(from, to);
  throw new BuiltinError("template: template: error calling slice: index out of range");
}

function integer(value: TemplateValue): number {
  if (isConstant(value) && Number.isInteger(value.constant)) return value.constant;
  throw new BuiltinError("template: template: cannot index slice/array with this type");
}

function areEqual(first: TemplateValue, second: TemplateValue): boolean {
  if (first === undefined || second === undefined || first === null || second === null)
    return (first ?? null) === (second ?? null);
  if (isTextual(first) && isTextual(second)) return textOf(first) === textOf(second);
  if (isConstant(first) && isConstant(second)) return first.constant === second.constant;
  if (typeof first === "boolean" && typeof second === "boolean") return first === second;
  throw new BuiltinError("template: template: error calling eq: incompatible types for comparison");
}

function order(first: TemplateValue, second: TemplateValue): number {
  if (isTextual(first) && isTextual(second)) return compareText(textOf(first), textOf(second));
  if (isConstant(first) && isConstant(second)) return first.constant - second.constant;
  throw new BuiltinError("template: template: error calling lt: incompatible types for comparison");
}

function escapeHtml(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&#34;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character).replaceAll("\0", "\ufffd");
}

function escapeScript(text: string): string {
  return text.replace(/[\\'"<>&=]|\p{Cc}/gu, (character) =>
    /[\\'"]/.test(character)
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
}

function hexEscape(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
