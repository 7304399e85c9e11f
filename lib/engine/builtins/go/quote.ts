const shortEscapes = new Map([
  [0x07, "\\a"],
  [0x08, "\\b"],
  [0x0c, "\\f"],
  [0x0a, "\\n"],
  [0x0d, "\\r"],
  [0x09, "\\t"],
  [0x0b, "\\v"],
  [0x5c, "\\\\"],
]);

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** Go's `strconv.IsPrint`. */
export function isPrint(codePoint: number): boolean {
  return codePoint < 0x7f ? codePoint >= 0x20 : PRINTABLE.test(String.fromCodePoint(codePoint));
}

/** Go's `strconv.Quote` (`asciiOnly`: `QuoteToASCII`). */
export function quoteGo(text: string, asciiOnly = false): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const character of text) quoted += escapeCodePoint(character.codePointAt(0) ?? 0, '"', asciiOnly);
  return `${quoted}"`;
}

/** Go's `strconv.QuoteRune` (`asciiOnly`: `QuoteRuneToASCII`). */
export function quoteGoRune(codePoint: number, asciiOnly = false): string {
  const valid = codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
  return `'${escapeCodePoint(valid ? codePoint : 0xfffd, "'", asciiOnly)}'`;
}

/** Go's `strconv.CanBackquote`. */
export function canBackquote(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return !/[\u0000-\u0008\u000a-\u001f`\u007f\ufeff]/.test(text);
}

function escapeCodePoint(codePoint: number, quote: string, asciiOnly: boolean): string {
  const character = String.fromCodePoint(codePoint);
  if (character === quote) return `\\${quote}`;
  const short = shortEscapes.get(codePoint);
  if (short !== undefined) return short;
  if (isPrint(codePoint) && (!asciiOnly || codePoint < 0x80)) return character;
  if (codePoint < 0x20 || codePoint === 0x7f) return `\\x${codePoint.toString(16).padStart(2, "0")}`;
  return codePoint < 0x10000
    ? `\\u${codePoint.toString(16).padStart(4, "0")}`
    : `\\U${codePoint.toString(16).padStart(8, "0")}`;
}
