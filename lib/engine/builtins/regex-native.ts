/** A pattern that JavaScript's own engine matches as RE2 does, and how its work grows. */
export interface NativePattern {
  readonly expression: RegExp;
  /** Ways to go on at one place, multiplied over the pattern. */
  readonly branches: number;
  /** Finds every match, for a pattern that matches no empty text; null for one that may. */
  readonly every: RegExp | null;
  /** Unbounded repetitions, plus one where a match may begin anywhere: backtracking costs at most `length ** degree`. */
  readonly degree: number;
}

/** Steps that backtracking may take. */
const STEPS_MAX = 200_000;

/** Whether matching a text of this length stays within few steps whatever it holds. */
export function isCheap({ branches, degree }: NativePattern, length: number): boolean {
  return branches * Math.max(1, length) ** degree <= STEPS_MAX;
}

/**
 * Reads the part of RE2's syntax that means the same in JavaScript: literals, `.`, anchors, simple classes, groups
 * that do not repeat what varies, greedy repetitions of single characters.
 *
 * @returns null for every other pattern
 */
export function readNative(pattern: string): NativePattern | null {
  const reader = new Reader(pattern);
  return reader.read();
}

/** Go and JavaScript go on differently behind an empty match. Without anchors a pattern has one anywhere or nowhere. */
function everyMatch(expression: RegExp): RegExp | null {
  const withoutClasses = expression.source.replaceAll(/\[[^\]]*\]/g, "");
  return /[\^$]/.test(withoutClasses) || expression.test("") ? null : new RegExp(expression.source, "gu");
}

const LITERAL = /[A-Za-z0-9 _/:@,=~"'<>#%&;!-]/y;
const ESCAPED = /\\[.\-/\\^$*+?()[\]{}|]/y;
const CLASS_ESCAPE = /\\[dw]/y;
/** A class of single characters, ranges within letters or digits, escapes, and a hyphen at either end. */
const CLASS =
  /\[\^?(?:[A-Za-z0-9](?:-[A-Za-z0-9])?|[_./:@,=~"'<>#%&;! ]|\\[.\-/\\^$*+?()[\]{}|dw])+-?\]|\[-(?:[A-Za-z0-9](?:-[A-Za-z0-9])?|[_./:@,=~"'<>#%&;! ]|\\[.\-/\\^$*+?()[\]{}|dw])+\]/y;
const QUANTIFIER = /\*|\+|\?|\{\d{1,3}(?:,(?:\d{1,3})?)?\}/y;
const OPEN = /\((?:\?:)?(?![?*])/y;

/** Refuses what is outside the subset. */
class Unsupported extends Error {}

class Reader {
  private position = 0;
  private branches = 1;
  private degree = 0;
  private source = "";

  constructor(private readonly pattern: string) {}

  read(): NativePattern | null {
    try {
      const isAnchored = this.pattern.startsWith("^") && !this.pattern.includes("|");
      this.alternatives(0);
      if (this.position !== this.pattern.length) return null;
      const expression = new RegExp(this.source, "u");
      return {
        expression,
        every: everyMatch(expression),
        branches: this.branches,
        degree: this.degree + (isAnchored ? 0 : 1),
      };
    } catch (cause) {
      if (cause instanceof Unsupported || cause instanceof SyntaxError) return null;
      throw cause;
    }
  }

  /** Whether what was read can match in more than one way. */
  private alternatives(depth: number): boolean {
    if (depth > 10) throw new Unsupported();
    let varies = this.sequence(depth);
    while (this.take(/\|/y) !== null) {
      this.source += "|";
      this.branches *= 2;
      varies = true;
      this.sequence(depth);
    }
    return varies;
  }

  private sequence(depth: number): boolean {
    let varies = false;
    for (;;) {
      const anchor = this.take(/[\^$]/y);
      if (anchor !== null) {
        this.source += anchor;
        continue;
      }
      const inner = this.atom(depth);
      if (inner === null) return varies;
      varies = this.quantifier(inner) || inner || varies;
    }
  }

  /** Null where no atom follows; otherwise whether it varies. */
  private atom(depth: number): boolean | null {
    const literal = this.take(LITERAL);
    if (literal !== null) {
      this.source += literal;
      return false;
    }
    const same = this.take(ESCAPED) ?? this.take(CLASS_ESCAPE) ?? this.take(CLASS);
    if (same !== null) {
      this.source += same === "\\-" ? "-" : same;
      return false;
    }
    if (this.take(/\./y) !== null) {
      this.source += "[^\\n]";
      return false;
    }
    if (this.take(/\(\?s:\.\)/y) !== null) {
      this.source += "[^]";
      return false;
    }
    if (this.take(OPEN) === null) return null;
    this.source += "(?:";
    const varies = this.alternatives(depth + 1);
    if (this.take(/\)/y) === null) throw new Unsupported();
    this.source += ")";
    return varies;
  }

  private quantifier(varies: boolean): boolean {
    const quantifier = this.take(QUANTIFIER);
    if (quantifier === null) return false;
    if (this.take(/[?+*{]/y) !== null) throw new Unsupported();
    if (quantifier === "?") {
      this.source += quantifier;
      this.branches *= 2;
      return true;
    }
    if (varies) throw new Unsupported();
    if (quantifier.startsWith("{")) {
      // RE2 refuses nested counts whose product is large; here none are nested.
      if (this.source.endsWith(")")) throw new Unsupported();
      this.source += quantifier;
      return this.countVaries(quantifier);
    }
    this.source += quantifier;
    this.degree += 1;
    return true;
  }

  /** `{3}` takes what it takes; `{3,}` goes on without an end, `{3,5}` in so many ways. */
  private countVaries(quantifier: string): boolean {
    const [least = "", most] = quantifier.slice(1, -1).split(",");
    if (most === undefined) return false;
    if (most === "") this.degree += 1;
    else this.branches *= Math.max(1, Number(most) - Number(least) + 1);
    return true;
  }

  private take(token: RegExp): string | null {
    token.lastIndex = this.position;
    const found = token.exec(this.pattern)?.[0];
    if (found === undefined) return null;
    this.position += found.length;
    return found;
  }
}
