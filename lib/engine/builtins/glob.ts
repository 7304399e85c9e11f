import { createLru } from "./lru";
import { matchesPattern } from "./regex-cache";
import { arrayOperand, elementError, operandError, textOperand, type Builtins } from "./operands";
import { BuiltinError, isArray, type Value } from "./value";

const GLOBS_MAX = 500;
/** Regular expressions by delimiters and glob. */
const translated = createLru<string>(GLOBS_MAX);

export const globBuiltins: Builtins = {
  "glob.match": (ctx, pattern, delimiters, text) => {
    const glob = textOperand(pattern, 1);
    const separators = separatorsOf(delimiters);
    const input = textOperand(text, 3);
    ctx.charge?.(input.length / 10);
    const key = `${separators.length} ${separators} ${glob}`;
    let expression = translated.get(key);
    if (expression === undefined) {
      expression = `^(?:${translate(Array.from(glob), separators)})$`;
      translated.set(key, expression);
    }
    return matchesPattern(expression, input);
  },
  "glob.quote_meta": (_ctx, pattern) => textOperand(pattern, 1).replace(/[\\*?[\]{}]/g, "\\$&"),
};

/** None for null; a dot for an empty array. */
function separatorsOf(delimiters: Value): string {
  if (delimiters === null) return "";
  if (!isArray(delimiters)) throw operandError(delimiters, 2, "array", "null");
  const characters = arrayOperand(delimiters, 2).map((item) => {
    if (typeof item !== "string") throw elementError(delimiters, item, 2, "string");
    if (Array.from(item).length !== 1) throw elementError(delimiters, item, 2, "rune");
    return item;
  });
  return characters.length === 0 ? "." : characters.join("");
}

/** An RE2 pattern of the same meaning. */
function translate(glob: readonly string[], separators: string): string {
  const single = separators === "" ? "(?s:.)" : `[^${Array.from(separators, codeOf).join("")}]`;
  let pattern = "";
  let depth = 0;
  for (let index = 0; index < glob.length; index++) {
    const character = glob[index] ?? "";
    if (character === "\\") {
      index += 1;
      const escaped = glob[index];
      if (escaped === undefined) throw new BuiltinError("unexpected end of the glob after a backslash");
      pattern += codeOf(escaped);
    } else if (character === "*" && glob[index + 1] === "*") {
      index += 1;
      pattern += "(?s:.)*";
    } else if (character === "*") pattern += `${single}*`;
    else if (character === "?") pattern += single;
    else if (character === "{") {
      depth += 1;
      pattern += "(?:";
    } else if (character === "}" && depth > 0) {
      depth -= 1;
      pattern += ")";
    } else if (character === "," && depth > 0) pattern += "|";
    else if (character === "[") {
      const found = readClass(glob, index);
      pattern += found.pattern;
      index = found.last;
    } else pattern += codeOf(character);
  }
  if (depth > 0) throw new BuiltinError("the glob has an open `{`");
  return pattern;
}

/** A range `[a-z]` or a list `[abc]`, either with `!` for everything else. */
function readClass(glob: readonly string[], start: number): { pattern: string; last: number } {
  let index = start + 1;
  const isNegated = glob[index] === "!";
  if (isNegated) index += 1;
  const open = isNegated ? "[^" : "[";
  if (glob[index + 1] === "-") {
    const [low = "", high = "", close] = [glob[index], glob[index + 2], glob[index + 3]];
    if (close !== "]") throw new BuiltinError("the glob has an open range");
    if ((high.codePointAt(0) ?? 0) < (low.codePointAt(0) ?? 0))
      throw new BuiltinError("the end of a range of the glob comes before its start");
    return { pattern: `${open}${codeOf(low)}-${codeOf(high)}]`, last: index + 3 };
  }
  const characters: string[] = [];
  for (; index < glob.length; index++) {
    const character = glob[index] ?? "";
    if (character === "]") {
      if (characters.length === 0) throw new BuiltinError("the glob has an empty class");
      return { pattern: `${open}${characters.map(codeOf).join("")}]`, last: index };
    }
    if (character === "\\") index += 1;
    characters.push(character === "\\" ? (glob[index] ?? "") : character);
  }
  throw new BuiltinError("the glob has an open `[`");
}

/** Letters and digits as they are, so that simple globs stay readable patterns; anything else by its number. */
function codeOf(character: string): string {
  if (/^[A-Za-z0-9_/:-]$/.test(character) && character !== "-") return character;
  return character === "." ? "\\." : `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
