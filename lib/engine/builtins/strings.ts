import { codePointCount } from "./bytes";
import { floatFromText, truncateFloat } from "./go/big-float";
import { integerOperand, numberOperand, textItemsOperand, textOperand, type Builtins } from "./operands";
import { BuiltinError, numberText, OperandError, type Value } from "./value";

/** Positions and lengths count code points. */
export const stringBuiltins: Builtins = {
  concat: (ctx, separator, items) => {
    const joint = textOperand(separator, 1);
    const joined = textItemsOperand(items, 2, ["set", "array"]).join(joint);
    ctx.charge?.(joined.length / 10);
    return joined;
  },
  contains: (_ctx, text, part) => textOperand(text, 1).includes(textOperand(part, 2)),
  startswith: (_ctx, text, start) => textOperand(text, 1).startsWith(textOperand(start, 2)),
  endswith: (_ctx, text, end) => textOperand(text, 1).endsWith(textOperand(end, 2)),
  indexof: (_ctx, base, search) => {
    const text = textOperand(base, 1);
    const index = text.indexOf(searchOperand(search));
    return index <= 0 ? index : codePointCount(text.slice(0, index));
  },
  indexof_n: (_ctx, base, search) => indexesOf(textOperand(base, 1), searchOperand(search)),
  lower: (_ctx, text) => lowerGo(textOperand(text, 1)),
  upper: (_ctx, text) => upperGo(textOperand(text, 1)),
  split: (ctx, text, separator) => {
    const parts = splitText(textOperand(text, 1), textOperand(separator, 2));
    ctx.charge?.(parts.length);
    return parts;
  },
  substring: (_ctx, text, offset, length) =>
    substring(textOperand(text, 1), integerOperand(offset, 2), integerOperand(length, 3)),
  format_int: (_ctx, value, base) => formatInteger(value, base),
  "strings.any_prefix_match": (_ctx, search, base) => {
    const texts = affixOperand(search, 1);
    const prefixes = affixOperand(base, 2);
    return texts.some((text) => prefixes.some((prefix) => text.startsWith(prefix)));
  },
  "strings.any_suffix_match": (_ctx, search, base) => {
    const texts = affixOperand(search, 1);
    const suffixes = affixOperand(base, 2);
    return texts.some((text) => suffixes.some((suffix) => text.endsWith(suffix)));
  },
  "strings.count": (_ctx, text, part) => countOf(textOperand(text, 1), textOperand(part, 2)),
  "strings.split_n": (_ctx, text, separator, count) => {
    return splitN(textOperand(text, 1), textOperand(separator, 2), integerOperand(count, 3));
  },
  "strings.reverse": (_ctx, text) => Array.from(textOperand(text, 1)).reverse().join(""),
};

function searchOperand(search: Value): string {
  const text = textOperand(search, 2);
  if (text === "") throw new BuiltinError("empty search character");
  return text;
}

function affixOperand(value: Value, position: number): readonly string[] {
  return typeof value === "string" ? [value] : textItemsOperand(value, position, ["string", "set", "array"]);
}

function indexesOf(base: string, search: string): number[] {
  const found: number[] = [];
  let position = 0;
  let codePoints = 0;
  for (let index = base.indexOf(search); index >= 0; index = base.indexOf(search, index + 1)) {
    codePoints += codePointCount(base.slice(position, index));
    position = index;
    found.push(codePoints);
  }
  return found;
}

function countOf(text: string, part: string): number {
  if (part === "") return codePointCount(text) + 1;
  let count = 0;
  for (let index = text.indexOf(part); index >= 0; index = text.indexOf(part, index + part.length))
    count += 1;
  return count;
}

/** Go splits by an empty separator into code points. */
function splitText(text: string, separator: string): string[] {
  return separator === "" ? Array.from(text) : text.split(separator);
}

function splitN(text: string, separator: string, count: number): string[] {
  const parts = splitText(text, separator);
  if (count < 0) return parts.slice(Math.max(0, parts.length + count));
  return parts.slice(0, count);
}

function substring(text: string, offset: number, length: number): string {
  if (offset < 0) throw new BuiltinError("negative offset");
  // eslint-disable-next-line no-control-regex -- ASCII is what is looked for
  if (/^[\u0000-\u007f]*$/.test(text))
    return length < 0 ? text.slice(offset) : text.slice(offset, offset + length);
  const characters = Array.from(text);
  return characters.slice(offset, length < 0 ? undefined : offset + length).join("");
}

/** Go maps each code point to one other, without the special cases of Unicode that make several. */
function lowerGo(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length && !text.includes("Σ")
    ? lower
    : mapCharacters(text, (character) => character.toLowerCase());
}

function upperGo(text: string): string {
  const upper = text.toUpperCase();
  return upper.length === text.length ? upper : mapCharacters(text, (character) => character.toUpperCase());
}

function mapCharacters(text: string, map: (character: string) => string): string {
  return Array.from(text, (character) => {
    const mapped = character === "İ" ? map(character).slice(0, 1) : map(character);
    return codePointCount(mapped) === 1 ? mapped : character;
  }).join("");
}

const RADIXES = new Map([
  ["2", 2],
  ["8", 8],
  ["10", 10],
  ["16", 16],
]);

function formatInteger(value: Value, base: Value): string {
  const text = numberText(numberOperand(value, 1));
  const radix = RADIXES.get(numberText(numberOperand(base, 2)));
  if (radix === undefined) throw new OperandError("operand 2 must be one of {2, 8, 10, 16}");
  // OPA reads only plain digits exactly.
  const integer = /^-?\d+$/.test(text) ? BigInt(text) : truncateFloat(floatFromText(text));
  return integer.toString(radix);
}
