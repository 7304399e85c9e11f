import { integerOperand, textOperand, textsOperand, type Builtins } from "./operands";
import { BuiltinError } from "./value";

/** Positions and lengths count code points. */
export const stringBuiltins: Builtins = {
  indexof_n: (_ctx, base, search) => indexesOf(textOperand(base, 1), textOperand(search, 2)),
  "strings.any_prefix_match": (_ctx, search, base) => {
    const bases = textsOperand(base, 2);
    return textsOperand(search, 1).some((text) => bases.some((prefix) => text.startsWith(prefix)));
  },
  "strings.any_suffix_match": (_ctx, search, base) => {
    const bases = textsOperand(base, 2);
    return textsOperand(search, 1).some((text) => bases.some((suffix) => text.endsWith(suffix)));
  },
  "strings.count": (_ctx, text, substring) => countOf(textOperand(text, 1), textOperand(substring, 2)),
  "strings.split_n": (_ctx, text, separator, count) => {
    return splitN(textOperand(text, 1), textOperand(separator, 2), integerOperand(count, 3));
  },
  "glob.quote_meta": (_ctx, pattern) => textOperand(pattern, 1).replace(/[\\*?[\]{}]/g, "\\$&"),
};

function indexesOf(base: string, search: string): number[] {
  if (search === "") throw new BuiltinError("empty search string");
  const found: number[] = [];
  let position = 0;
  let codePoints = 0;
  for (let index = base.indexOf(search); index >= 0; index = base.indexOf(search, index + 1)) {
    codePoints += Array.from(base.slice(position, index)).length;
    position = index;
    found.push(codePoints);
  }
  return found;
}

function countOf(text: string, substring: string): number {
  if (substring === "") return Array.from(text).length + 1;
  return text.split(substring).length - 1;
}

function splitN(text: string, separator: string, count: number): string[] {
  const parts = separator === "" ? Array.from(text) : text.split(separator);
  if (count < 0) return parts.slice(Math.max(0, parts.length + count));
  return parts.slice(0, count);
}
