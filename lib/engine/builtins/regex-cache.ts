import { RE2JS } from "re2js";
import { createLru } from "./lru";
import { isCheap, readNative, type NativePattern } from "./regex-native";
import { BuiltinError } from "./value";

const PATTERNS_MAX = 500;
const compiled = createLru<RE2JS>(PATTERNS_MAX);
const natives = createLru<NativePattern | null>(PATTERNS_MAX);

/** Whether the pattern is found anywhere in the text. */
export function matchesPattern(pattern: string, text: string): boolean {
  let native = natives.get(pattern);
  if (native === undefined) {
    native = readNative(pattern);
    natives.set(pattern, native);
  }
  if (native !== null && isCheap(native, text.length)) return native.expression.test(text);
  return compileRe2(pattern).matcher(text).find();
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
