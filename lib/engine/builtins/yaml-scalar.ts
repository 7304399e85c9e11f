import { compareText } from "./compare";
import { BuiltinError } from "./value";

const WORDS = new Set(
  "~ null Null NULL true True TRUE false False FALSE .nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF".split(
    " ",
  ),
);
/** YAML 1.1 read these as booleans, so Go quotes them. */
const OLD_BOOLEANS = new Set("y Y yes Yes YES on On ON n N no No NO off Off OFF".split(" "));
const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|[0-9]+)$/;
const DATE =
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]| +)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]*)?(?:Z|[-+][0-9:]+)?)?$/;
const SHORT_ESCAPES = new Map([
  ["\0", "\\0"],
  ["\u0007", "\\a"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\v", "\\v"],
  ["\f", "\\f"],
  ["\r", "\\r"],
  ["\u001b", "\\e"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\u0085", "\\N"],
  ["\u00a0", "\\_"],
  ["\u2028", "\\L"],
  ["\u2029", "\\P"],
]);

/**
 * A text as Go's library writes it on one line: plain, in single or in double quotes.
 *
 * @param mayBlock whether a text of several lines may become a block
 * @returns null where it becomes one
 * @throws BuiltinError for characters that YAML does not have
 */
export function yamlScalar(text: string, mayBlock: boolean): string | null {
  // Go's library makes YAML by reading JSON, in which these stand as they are, and its reader takes none of them.
  if (/[\u007f-\u0084\u0086-\u009f\ufffe\uffff]/.test(text))
    throw new BuiltinError("yaml: control characters are not allowed");
  if (text.includes("\n")) return mayBlock && isBlockAllowed(text) ? null : doubleQuoted(text);
  if (readsAsOther(text)) return doubleQuoted(text);
  if (hasSpecial(text)) return doubleQuoted(text);
  return isPlainAllowed(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

/** Whether an unquoted text would be read as something else than a text. */
function readsAsOther(text: string): boolean {
  if (text === "" || WORDS.has(text) || OLD_BOOLEANS.has(text) || SEXAGESIMAL.test(text)) return true;
  if (!/^[-+.0-9]/.test(text)) return false;
  const digits = text.replaceAll("_", "");
  return INTEGER.test(digits) || FLOAT.test(digits) || DATE.test(text);
}

/** Characters that only double quotes can hold, and spaces before a line break. */
function hasSpecial(text: string): boolean {
  return /[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]| \n/.test(text);
}

function isBlockAllowed(text: string): boolean {
  return !hasSpecial(text) && !text.endsWith(" ");
}

function isPlainAllowed(text: string): boolean {
  if (/^(?:---|\.\.\.)|[\u2028\u2029]/.test(text) || /^ | $/.test(text)) return false;
  return !/^[#,[\]{}&*!|>'"%@`]|^[-?:](?: |$)|:(?: |$)| #/.test(text);
}

function doubleQuoted(text: string): string {
  let quoted = "";
  for (const character of text) {
    const short = SHORT_ESCAPES.get(character);
    if (short !== undefined) quoted += short;
    else if (
      /[\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(character) &&
      character.length === 1
    )
      quoted += character;
    else quoted += escapeByNumber(character.codePointAt(0) ?? 0);
  }
  return `"${quoted}"`;
}

function escapeByNumber(codePoint: number): string {
  const hex = codePoint.toString(16).toUpperCase();
  if (codePoint <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return codePoint <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/** Go's order of keys: runs of digits count as numbers, letters come after everything else. */
export function compareYamlKeys(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  let isAfterDigit = false;
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [x = "", y = ""] = [left[index], right[index]];
    if (x === y) {
      isAfterDigit = /\p{Nd}/u.test(x);
      continue;
    }
    const [isLetterX, isLetterY] = [/\p{L}/u.test(x), /\p{L}/u.test(y)];
    if (isLetterX && isLetterY) return compareText(x, y);
    if (isLetterX || isLetterY) return isLetterX === isAfterDigit ? -1 : 1;
    return compareDigits(left, right, index) || compareText(x, y);
  }
  return left.length - right.length;
}

function compareDigits(left: readonly string[], right: readonly string[], start: number): number {
  const lead = hasNumberBefore(left, right, start) ? "1" : "";
  const [x, y] = [digitsFrom(left, start), digitsFrom(right, start)];
  const difference = BigInt(lead + x || "0") - BigInt(lead + y || "0");
  if (difference !== 0n) return difference < 0n ? -1 : 1;
  return x.length - y.length;
}

/** A zero counts if digits that are not all zeros stand before it. */
function hasNumberBefore(left: readonly string[], right: readonly string[], start: number): boolean {
  if (left[start] !== "0" && right[start] !== "0") return false;
  for (let index = start - 1; index >= 0 && /[0-9]/.test(left[index] ?? ""); index--)
    if (left[index] !== "0") return true;
  return false;
}

function digitsFrom(characters: readonly string[], start: number): string {
  let end = start;
  while (/^[0-9]$/.test(characters[end] ?? "")) end += 1;
  return characters.slice(start, end).join("");
}
