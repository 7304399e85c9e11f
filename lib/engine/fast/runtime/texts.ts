import { limitItems } from "../../builtins/operands";
import type { Value } from "../../builtins/value";
import { TEXT_MAX } from "../../builtins/operands";
import { charge } from "./meter";
import { isList } from "./shape";

/*
 * Built-ins that make texts, with a short way for plain operands. Undefined means that the short way does not apply:
 * the built-in itself decides.
 */

/** log₂ of the characters that count as one unit of work. */
const CHARACTERS_SHIFT = 4;

/** `concat` of an array of texts. */
export function joinTexts(separator: Value, items: Value): string | undefined {
  if (typeof separator !== "string" || !isList(items)) return undefined;
  let text = "";
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (typeof item !== "string") return undefined;
    text = index === 0 ? item : text + separator + item;
    if (text.length > TEXT_MAX) return undefined;
  }
  charge(1 + items.length + (text.length >> CHARACTERS_SHIFT));
  return text;
}

/** `split` by a separator that is not empty. */
export function splitText(text: Value, separator: Value): string[] | undefined {
  if (typeof text !== "string" || typeof separator !== "string" || separator === "") return undefined;
  const parts = text.split(separator);
  charge(1 + parts.length + (text.length >> CHARACTERS_SHIFT));
  return parts;
}

export function trimPrefix(text: Value, prefix: Value): string | undefined {
  if (typeof text !== "string" || typeof prefix !== "string") return undefined;
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

export function trimSuffix(text: Value, suffix: Value): string | undefined {
  if (typeof text !== "string" || typeof suffix !== "string") return undefined;
  return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
}

/** `array.concat` */
export function joinLists(a: Value, b: Value): readonly Value[] | undefined {
  if (!isList(a) || !isList(b)) return undefined;
  const length = a.length + b.length;
  charge(1 + length);
  limitItems(length);
  return [...a, ...b];
}

/**
 * `sprintf` with a format whose verbs are plain, taken apart beforehand: `texts` stand around the verbs.
 *
 * @param verbs one letter for each: `s`, `v` or `d`
 */
export function formatPlain(texts: readonly string[], verbs: string, operands: Value): string | undefined {
  if (!isList(operands) || operands.length !== verbs.length) return undefined;
  let text = texts[0] ?? "";
  for (let index = 0; index < operands.length; index++) {
    const operand = operands[index];
    const verb = verbs[index];
    if (typeof operand === "string" && verb !== "d") text += operand;
    else if (typeof operand === "number" && Number.isSafeInteger(operand) && verb !== "s")
      text += String(operand);
    else return undefined;
    text += texts[index + 1] ?? "";
  }
  if (text.length > TEXT_MAX) return undefined;
  charge(1 + operands.length + (text.length >> CHARACTERS_SHIFT));
  return text;
}

/** The parts of a format that `formatPlain` takes, or undefined for one with other verbs, flags or widths. */
export function plainFormat(
  format: string,
): { readonly texts: readonly string[]; readonly verbs: string } | undefined {
  const pieces = format.split(/%([svd%])/);
  const texts = [pieces[0] ?? ""];
  let verbs = "";
  for (let index = 1; index < pieces.length; index += 2) {
    const verb = pieces[index] ?? "";
    const text = pieces[index + 1] ?? "";
    if (verb === "%") texts.push(`${texts.pop() ?? ""}%${text}`);
    else {
      verbs += verb;
      texts.push(text);
    }
  }
  const isPlain = pieces.every((piece, index) => index % 2 === 1 || !piece.includes("%"));
  return isPlain ? { texts, verbs } : undefined;
}
