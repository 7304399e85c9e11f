const POSITION = /^[+-]?\d*(?:\.0*)?$/;
const DIGITS_MAX = 19;

/** The position that a text is, as OPA reads it: `1` and `1.0`, not `1e0`. NaN where it is none. */
export function positionOf(text: string): number {
  const length = /^[+-]/.test(text) ? text.length - 1 : text.length;
  if (length === 0 || length > DIGITS_MAX || !POSITION.test(text)) return Number.NaN;
  const [whole = ""] = text.split(".");
  return /\d/.test(whole) ? Number(whole) : 0;
}
