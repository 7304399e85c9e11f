const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The members of a JSON object as the texts they were written in, so that numbers keep their spelling on the way to an
 * evaluator. Of members with one name, the last counts, as for `JSON.parse`.
 *
 * @param text JSON text of an object, known to be valid
 */
export function memberTexts(text: string): Map<string, string> {
  const members = new Map<string, string>();
  let position = skipSpace(text, text.indexOf("{") + 1);
  while (text[position] === '"') {
    const nameEnd = endOfString(text, position);
    const name: unknown = JSON.parse(text.slice(position, nameEnd));
    const start = skipSpace(text, skipSpace(text, nameEnd) + 1);
    const end = endOfValue(text, start);
    members.set(String(name), text.slice(start, end));
    position = skipSpace(text, skipSpace(text, end) + 1);
  }
  return members;
}

/**
 * The items of a JSON array as the texts they were written in.
 *
 * @param text JSON text of an array, known to be valid
 */
export function itemTexts(text: string): string[] {
  const items: string[] = [];
  let position = skipSpace(text, text.indexOf("[") + 1);
  while (position < text.length && text[position] !== "]") {
    const end = endOfValue(text, position);
    items.push(text.slice(position, end));
    const next = skipSpace(text, end);
    if (text[next] !== ",") break;
    position = skipSpace(text, next + 1);
  }
  return items;
}

function skipSpace(text: string, start: number): number {
  let position = start;
  while (position < text.length && text.charCodeAt(position) <= 0x20) position += 1;
  return position;
}

function endOfString(text: string, start: number): number {
  let position = start + 1;
  for (;;) {
    position = text.indexOf('"', position);
    if (position < 0) return text.length;
    let slashes = 0;
    while (text.charCodeAt(position - 1 - slashes) === BACKSLASH) slashes += 1;
    position += 1;
    if (slashes % 2 === 0) return position;
  }
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  let position = start;
  if (first !== "{" && first !== "[") {
    while (position < text.length && !/[\s,\]}]/.test(text.charAt(position))) position += 1;
    return position;
  }
  let depth = 0;
  do {
    const unit = text.charCodeAt(position);
    if (unit === QUOTE) {
      position = endOfString(text, position);
      continue;
    }
    // Brackets and braces differ in the sixth bit only: `[` 5b `{` 7b, `]` 5d `}` 7d.
    if ((unit | 0x20) === 0x7b) depth += 1;
    else if ((unit | 0x20) === 0x7d) depth -= 1;
    position += 1;
  } while (depth > 0 && position < text.length);
  return position;
}
