import { textOperand, type BuiltinContext, type Builtins } from "./operands";
import { BuiltinError, BuiltinLimit } from "./value";

/** What stands at one place of a glob: a set of characters, or any (null), once or repeated. */
interface Token {
  readonly characters: ReadonlySet<string> | null;
  readonly repeat: "" | "+" | "*";
}

type Glob = readonly Token[];

/** Steps of one search: OPA's method can need exponentially many. */
const STEPS_MAX = 1_000_000;
const RANGE_MAX = 0x110000;

export const globsMatchBuiltins: Builtins = {
  /**
   * Whether some text matches both globs. The method is OPA's, which sometimes says no where there is such a text.
   */
  "regex.globs_match": (ctx, first, second) => {
    const left = readGlob(textOperand(first, 1));
    const right = readGlob(textOperand(second, 2));
    return new Intersection(ctx).normal(left, right);
  },
};

class Intersection {
  private steps = 0;

  constructor(private readonly ctx: BuiltinContext) {}

  normal(left: Glob, right: Glob): boolean {
    this.step();
    let index = 0;
    for (; index < left.length && index < right.length; index++) {
      const [a, b] = [left[index], right[index]];
      if (a === undefined || b === undefined) return false;
      if (a.repeat !== "" || b.repeat !== "") return this.repeated(left.slice(index), right.slice(index));
      if (!meets(a, b)) return false;
    }
    return index === left.length && index === right.length;
  }

  private repeated(left: Glob, right: Glob): boolean {
    const [a, b] = [left[0], right[0]];
    if (a === undefined || b === undefined) return false;
    if (a.repeat === "") return b.repeat === "+" ? this.plus(right, left) : this.star(right, left);
    return a.repeat === "+" ? this.plus(left, right) : this.star(left, right);
  }

  /** The first token of `repeating` must take at least one of `other`. */
  private plus(repeating: Glob, other: Glob): boolean {
    const [a, b] = [repeating[0], other[0]];
    if (a === undefined || b === undefined || !meets(a, b)) return false;
    return (
      this.star(repeating, other.slice(1)) || (b.repeat !== "" && this.normal(repeating.slice(1), other))
    );
  }

  private star(repeating: Glob, other: Glob): boolean {
    const [token, next] = repeating;
    for (const [index, candidate] of other.entries()) {
      this.step();
      const canLeave = next !== undefined && meets(candidate, next);
      if (canLeave && this.normal(repeating.slice(1), other.slice(index))) return true;
      if (token === undefined || !meets(candidate, token)) return false;
    }
    return next === undefined;
  }

  private step(): void {
    this.steps += 1;
    this.ctx.charge?.(1);
    if (this.steps > STEPS_MAX)
      throw new BuiltinLimit(`regex.globs_match would take more than ${STEPS_MAX} steps.`);
  }
}

function meets(a: Token, b: Token): boolean {
  const [left, right] = [a.characters, b.characters];
  if (left === null || right === null) return true;
  const [small, large] = left.size <= right.size ? [left, right] : [right, left];
  for (const character of small) if (large.has(character)) return true;
  return false;
}

/** Characters, `.`, `[a-z]` and backslash escapes, each followed by `+` or `*` or nothing. */
function readGlob(text: string): Glob {
  const characters = Array.from(text);
  const tokens: Token[] = [];
  for (let index = 0; index < characters.length;) {
    const character = characters[index] ?? "";
    let set: ReadonlySet<string> | null = new Set([character]);
    index += 1;
    if (character === "\\") {
      set = new Set([escaped(characters, index)]);
      index += 1;
    } else if (character === ".") set = null;
    else if (character === "[") ({ set, index } = readSet(characters, index));
    else if (character === "]" || character === "+" || character === "*")
      throw new BuiltinError(`input:${text}, pos:${index}, the input provided is invalid`);
    const flag = characters[index];
    const repeat = flag === "+" || flag === "*" ? flag : "";
    if (repeat !== "") index += 1;
    append(tokens, { characters: set, repeat });
  }
  return tokens;
}

/** Of two equal tokens that both repeat, one is enough. */
function append(tokens: Token[], token: Token): void {
  const last = tokens.at(-1);
  if (last === undefined || last.repeat === "" || token.repeat === "" || !isSame(last, token)) {
    tokens.push(token);
    return;
  }
  const repeat = last.repeat === "+" || token.repeat === "+" ? "+" : "*";
  tokens[tokens.length - 1] = { characters: last.characters, repeat };
}

function isSame(a: Token, b: Token): boolean {
  const [left, right] = [a.characters, b.characters];
  if (left === null || right === null) return left === right;
  return left.size === right.size && [...left].every((character) => right.has(character));
}

function escaped(characters: readonly string[], index: number): string {
  const character = characters[index];
  if (character === undefined) throw new BuiltinError("the input ends with an escape character");
  return character;
}

function readSet(characters: readonly string[], start: number): { set: Set<string>; index: number } {
  const set = new Set<string>();
  let previous: string | null = null;
  for (let index = start; index < characters.length; index++) {
    const character = characters[index] ?? "";
    if (character === "]") return { set, index: index + 1 };
    if (character === "-") {
      index += 1;
      const isEscaped = characters[index] === "\\";
      if (isEscaped) index += 1;
      addRange(set, previous, characters[index], isEscaped);
      previous = null;
      continue;
    }
    if (character === "\\") index += 1;
    previous = character === "\\" ? escaped(characters, index) : character;
    set.add(previous);
  }
  throw new BuiltinError("found [ without matching ]");
}

function addRange(set: Set<string>, from: string | null, to: string | undefined, isEscaped: boolean): void {
  const low = from?.codePointAt(0);
  const high = to?.codePointAt(0);
  if (low === undefined || high === undefined || (!isEscaped && (to === "]" || to === "-")))
    throw new BuiltinError("range character '-' must stand between two characters");
  if (high < low) throw new BuiltinError("range is out of order");
  if (high - low > RANGE_MAX / 16) throw new BuiltinLimit("regex.globs_match has a range that is too large.");
  for (let code = low; code <= high; code++) set.add(String.fromCodePoint(code));
}
