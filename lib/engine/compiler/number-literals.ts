/** Comments and texts, which are left alone, or a number's point without a digit before it. */
const TOKENS = /#[^\n]*|"(?:\\.|[^"\\\n])*"|`[^`]*`|(?<![0-9])\.\s*(?=[0-9])/g;

/**
 * The same module with `.5` written as `0.5`. OPA compiles both, but cannot print the syntax tree of the first: JSON has no
 * such number. Texts inside of template strings may change too, so the answer is for looking through, not for compiling.
 */
export function withPlainNumbers(rego: string): string {
  return rego.replace(TOKENS, (token) => (token.startsWith(".") ? "0." : token));
}
