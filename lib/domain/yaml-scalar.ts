/** Words that YAML 1.1 (which Kubernetes' own parser follows) or 1.2 reads as null or a boolean. */
const WORDS = /^(?:~|null|true|false|yes|no|on|off|y|n)$/i;

/** Texts that YAML 1.1 or 1.2 reads as a number, including base 60 (`12:30`), or as a date. */
const NUMBERS = [
  /^[-+]?(?:[0-9][0-9_]*)?\.?[0-9_]*(?:e[-+]?[0-9]+)?$/i,
  /^[-+]?0(?:x[0-9a-f_]+|o[0-7_]+|b[01_]+)$/i,
  /^[-+]?[0-9][0-9_]*(?::[0-9]+)+(?:\.[0-9_]*)?$/,
  /^[-+]?\.(?:inf|nan)$/i,
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}/,
];

const PLAIN = /^(?:[\p{L}\p{N}_./]|-[\p{L}\p{N}_-])[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u;
const NOT_PLAIN = /: |:$| #| $|^---|^\.\.\./;
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u;

/** Characters that YAML does not allow as they are, besides those that JSON escapes too. */
const UNPRINTABLE = /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g;

/** True if YAML reads the unquoted text as something other than a string. */
function isAmbiguous(text: string): boolean {
  return text === "" || WORDS.test(text) || NUMBERS.some((pattern) => pattern.test(text));
}

/**
 * A string as a YAML scalar of one line: plain where every YAML version reads it as that string, else in the quotes that
 * kubectl would use (double for what looks like another type or has characters to escape, single for the rest).
 */
export function yamlString(text: string): string {
  if (isAmbiguous(text) || !PRINTABLE.test(text)) return doubleQuoted(text);
  if (PLAIN.test(text) && !NOT_PLAIN.test(text)) return text;
  return `'${text.replaceAll("'", "''")}'`;
}

function doubleQuoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * A string of several lines as a literal block, or null where only a quoted scalar can carry it: a single line, characters to
 * escape, white space at the very beginning, or a line of nothing but spaces.
 * @returns the header (`|`, `|-`, `|+`) and the lines, not yet indented
 */
export function yamlBlock(text: string): { header: string; lines: string[] } | null {
  if (!text.includes("\n") || /^\s/.test(text)) return null;
  const lines = text.split("\n");
  if (!lines.every((line) => line === "" || (PRINTABLE.test(line) && line.trim() !== ""))) return null;
  const header = !text.endsWith("\n") ? "|-" : text.endsWith("\n\n") ? "|+" : "|";
  return { header, lines: text.endsWith("\n") ? lines.slice(0, -1) : lines };
}
