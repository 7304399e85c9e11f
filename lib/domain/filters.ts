/** A filter as the lists understand it: values per facet (any of them may match), and words to search for. */
export interface Filter {
  facets: Record<string, string[]>;
  text: string;
}

/** The facets of the violations list. */
export const FILTER_KEYS = [
  ...["severity", "cluster", "namespace", "kind", "entity", "policy", "template", "category", "standard"],
  ...["control", "state", "owner", "assignee", "label", "path", "mode", "fix"],
] as const;

const TOKEN = /(?:([A-Za-z][A-Za-z-]*):)?(?:"((?:[^"\\]|\\.)*)"(?=\s|$)|(\S*))\s*/y;

/**
 * Parses the text of the filter box: `severity:high cluster:prod policy:"Run as non-root" free text`.
 *
 * A value in double quotes may hold spaces, commas and, after a backslash, quotes; a comma between unquoted values means
 * either (`severity:high,critical`). Keys are read in any case. An unknown key, and a key without a value, are words to search for.
 * @param keys the facets that this list knows
 */
export function parseFilter(text: string, keys: readonly string[] = FILTER_KEYS): Filter {
  const facets: Record<string, string[]> = {};
  const words: string[] = [];
  const source = text.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (match === null) break;
    const [token, written = "", quoted, plain = ""] = match;
    const key = keys.find((known) => known.toLowerCase() === written.toLowerCase());
    const values =
      quoted === undefined ? plain.split(",").filter((value) => value !== "") : [unescape(quoted)];
    if (key === undefined || values.length === 0)
      words.push(written === "" && quoted !== undefined ? unescape(quoted) : token.trim());
    else facets[key] = [...new Set([...(facets[key] ?? []), ...values])];
  }
  return { facets, text: joinWords(words) };
}

/**
 * The text of a filter, in the order of `keys`; {@link parseFilter} gives back the same filter, except that white space in the
 * words to search for counts as one space.
 */
export function printFilter({ facets, text }: Filter, keys: readonly string[] = FILTER_KEYS): string {
  const tokens = keys.flatMap((key) => (facets[key] ?? []).map((value) => `${key}:${quote(value)}`));
  const words = text.split(/\s+/).filter((word) => word !== "");
  return [...tokens, ...words.map((word) => (isWord(word, keys) ? word : quoteAlways(word)))].join(" ");
}

/** True if `word` is read as that word wherever it stands; one with a quote might pair with another. */
function isWord(word: string, keys: readonly string[]): boolean {
  const { facets, text } = parseFilter(word, keys);
  return !word.includes('"') && text === word && Object.keys(facets).length === 0;
}

function joinWords(words: readonly string[]): string {
  return words
    .join(" ")
    .split(/\s+/)
    .filter((word) => word !== "")
    .join(" ");
}

function quote(value: string): string {
  return value === "" || /[\s",\\]/.test(value) ? quoteAlways(value) : value;
}

function quoteAlways(value: string): string {
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

function unescape(quoted: string): string {
  return quoted.replaceAll(/\\(.)/gs, "$1");
}
