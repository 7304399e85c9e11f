import { RE2JS } from "re2js";
import { createLru } from "./lru";
import { isCheap, readNative, type NativePattern } from "./regex-native";
import { BuiltinError } from "./value";

const PATTERNS_MAX = 500;
const TABLE_BYTES_MAX = 256 * 1024;
const compiled = createLru<RE2JS>(PATTERNS_MAX);
const natives = createLru<NativePattern | null>(PATTERNS_MAX);
const starts = createLru<string>(PATTERNS_MAX);

/** Whether the pattern is found anywhere in the text. */
export function matchesPattern(pattern: string, text: string): boolean {
  const native = nativeFor(pattern, text);
  if (native !== null) return native.expression.test(text);
  const expression = compileRe2(pattern);
  if (!text.includes(startOf(pattern))) return false;
  // A question without bounds is one for the table of states, which is many times as fast as following all ways.
  const isFound = expression.test(text);
  boundTable(expression.re2Input.lazyDFA);
  return isFound;
}

/** The part of RE2JS's table of states that tells how large it is. */
interface StateTable {
  readonly maxMem: number;
  readonly memBudget: number;
  clearCache(): void;
}

/** By itself the table of each pattern grows to 8 MiB, and patterns are kept for the next evaluation, whosever it is. */
function boundTable(table: StateTable | null): void {
  if (table !== null && table.maxMem - table.memBudget > TABLE_BYTES_MAX) table.clearCache();
}

/** What JavaScript's own engine may match on a text of this length, or null. */
export function nativeFor(pattern: string, text: string): NativePattern | null {
  let native = natives.get(pattern);
  if (native === undefined) {
    native = readNative(pattern);
    natives.set(pattern, native);
  }
  return native !== null && isCheap(native, text.length) ? native : null;
}

function startOf(pattern: string): string {
  let start = starts.get(pattern);
  if (start === undefined) {
    start = literalStart(pattern);
    starts.set(pattern, start);
  }
  return start;
}

/** @throws BuiltinError where RE2 refuses the pattern */
export function compileRe2(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  try {
    const expression = RE2JS.compile(pattern);
    compiled.set(pattern, expression);
    return expression;
  } catch (cause) {
    throw new BuiltinError(cause instanceof Error ? cause.message : "error parsing regexp");
  }
}

/** Letters and digits that every match begins with; empty where the pattern does not tell. */
function literalStart(pattern: string): string {
  const literal = /^[A-Za-z0-9 _-]+/.exec(pattern)?.[0] ?? "";
  if (literal === "" || pattern.includes("\\Q") || hasAlternatives(pattern)) return "";
  // What a quantifier follows may be absent, even where flags stand in between: `a(?m){0}`.
  return /^(?:[?*+{]|\(\?)/.test(pattern.slice(literal.length)) ? literal.slice(0, -1) : literal;
}

/** Whether a `|` stands outside all groups. */
function hasAlternatives(pattern: string): boolean {
  const outside = pattern.replaceAll(/\\[^]|\[\^?\]?(?:\[:\^?\w+:\]|\\[^]|[^\]\\])*\]/g, "");
  let depth = 0;
  for (const mark of outside) {
    if (mark === "(") depth += 1;
    else if (mark === ")") depth -= 1;
    else if (mark === "|" && depth === 0) return true;
  }
  return false;
}
