import { entriesOf } from "./compare";
import { limitText, objectOperand, textOperand, type BuiltinContext, type Builtins } from "./operands";
import { OperandError, type Value } from "./value";

/** Cutting texts at their ends, and replacing their parts. */
export const trimBuiltins: Builtins = {
  trim: (_ctx, text, cutset) => trim(textOperand(text, 1), textOperand(cutset, 2), true, true),
  trim_left: (_ctx, text, cutset) => trim(textOperand(text, 1), textOperand(cutset, 2), true, false),
  trim_right: (_ctx, text, cutset) => trim(textOperand(text, 1), textOperand(cutset, 2), false, true),
  trim_prefix: (_ctx, text, prefix) => {
    const whole = textOperand(text, 1);
    const start = textOperand(prefix, 2);
    return whole.startsWith(start) ? whole.slice(start.length) : whole;
  },
  trim_suffix: (_ctx, text, suffix) => {
    const whole = textOperand(text, 1);
    const end = textOperand(suffix, 2);
    return whole.endsWith(end) ? whole.slice(0, whole.length - end.length) : whole;
  },
  trim_space: (_ctx, text) => trimSpace(textOperand(text, 1)),
  replace: (ctx, text, old, value) => {
    const whole = textOperand(text, 1);
    const wanted = textOperand(old, 2);
    const replacement = textOperand(value, 3);
    if (!whole.includes(wanted)) return whole;
    return wanted === ""
      ? replaceAll(ctx, whole, [["", replacement]], "replace")
      : joined(ctx, whole.split(wanted), replacement, "replace");
  },
  "strings.replace_n": (ctx, patterns, text) => {
    const pairs = entriesOf(objectOperand(patterns, 1));
    const whole = textOperand(text, 2);
    return replaceAll(ctx, whole, pairs.map(readPair), "strings.replace_n");
  },
};

function trim(text: string, cutset: string, isLeft: boolean, isRight: boolean): string {
  const cut = new Set(Array.from(cutset));
  let start = 0;
  let end = text.length;
  while (isLeft && start < end) {
    const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
    if (!cut.has(character)) break;
    start += character.length;
  }
  while (isRight && end > start) {
    const isPair = end - start > 1 && /[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(end - 2, end));
    const character = text.slice(isPair ? end - 2 : end - 1, end);
    if (!cut.has(character)) break;
    end -= character.length;
  }
  return text.slice(start, end);
}

/** Unicode's White_Space, which differs from JavaScript's by U+0085 and U+FEFF. */
function trimSpace(text: string): string {
  return text.replace(/^[\t-\r \u0085\p{Z}]+/u, "").replace(/[\t-\r \u0085\p{Z}]+$/u, "");
}

function readPair([key, value]: readonly [Value, Value]): readonly [string, string] {
  if (typeof key !== "string") throw new OperandError("operand 1 non-string key found in pattern object");
  if (typeof value !== "string") throw new OperandError("operand 1 non-string value found in pattern object");
  return [key, value];
}

function joined(ctx: BuiltinContext, parts: readonly string[], joint: string, builtin: string): string {
  const length = parts.reduce((sum, part) => sum + part.length, 0) + joint.length * (parts.length - 1);
  limitText(builtin, length);
  ctx.charge?.(length / 10);
  return parts.join(joint);
}

/**
 * Go's `strings.Replacer`: at each place the first pair that fits, without overlaps. An empty pattern fits
 * everywhere, but not twice at one place.
 */
function replaceAll(
  ctx: BuiltinContext,
  text: string,
  pairs: readonly (readonly [string, string])[],
  builtin: string,
): string {
  const parts: string[] = [];
  let length = 0;
  const add = (part: string): void => {
    length += part.length;
    limitText(builtin, length);
    parts.push(part);
  };
  ctx.charge?.((text.length * pairs.length) / 10);
  let isAfterEmpty = false;
  for (let index = 0; index <= text.length;) {
    const pair = pairs.find(
      ([pattern]) => !(pattern === "" && isAfterEmpty) && text.startsWith(pattern, index),
    );
    isAfterEmpty = pair?.[0] === "";
    if (pair !== undefined) {
      add(pair[1]);
      index += pair[0].length;
      continue;
    }
    const character = text.codePointAt(index);
    if (character !== undefined) add(String.fromCodePoint(character));
    index += character !== undefined && character > 0xffff ? 2 : 1;
  }
  ctx.charge?.(length / 10);
  return parts.join("");
}
