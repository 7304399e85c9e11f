/** A piece of a line and what it is. */
export interface Piece {
  readonly type: "key" | "string" | "literal" | "comment" | "plain";
  readonly text: string;
}

const keyed =
  /^(\s*(?:- +)*)("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"[{&*!|>%@-][^:]*?|-[^\s:][^:]*?)(:)(?= |$)(.*)$/;
const dashed = /^(\s*(?:-(?: +|$))+)(.*)$/;
const blockOpens = /(?:^|[\s:-])[|>][+-]?\d?\s*$/;

/** Spaces before the first sign; a blank line belongs to whatever it stands in. */
function indentOf(line: string): number {
  const indent = line.search(/\S/);
  return indent === -1 ? Infinity : indent;
}

function valuePieces(text: string): Piece[] {
  const trimmed = text.trim();
  if (trimmed === "") return text === "" ? [] : [{ type: "plain", text }];
  if (trimmed.startsWith("#")) return [{ type: "comment", text }];
  if (/^(["']).*\1$/s.test(trimmed)) return [{ type: "string", text }];
  if (/^(true|false|null|~|[+-]?\d[\d_]*(\.\d+)?)$/.test(trimmed)) return [{ type: "literal", text }];
  return [{ type: "plain", text }];
}

function linePieces(line: string): Piece[] {
  if (/^\s*#/.test(line)) return [{ type: "comment", text: line }];
  const key = keyed.exec(line);
  if (key !== null) {
    const [, lead = "", name = "", colon = "", rest = ""] = key;
    const pieces: Piece[] = [{ type: "key", text: name + colon }, ...valuePieces(rest)];
    return lead === "" ? pieces : [{ type: "plain", text: lead }, ...pieces];
  }
  const dash = dashed.exec(line);
  if (dash === null) return valuePieces(line);
  return [{ type: "plain", text: dash[1] ?? "" }, ...valuePieces(dash[2] ?? "")];
}

/**
 * Pieces of every line, for drawing only: understands what `renderYaml` writes. The text of a block scalar is plain,
 * whatever it looks like. The pieces of a line joined are the line.
 */
export function highlightYaml(lines: readonly string[]): Piece[][] {
  let blockIndent: number | null = null;
  return lines.map((line) => {
    const indent = indentOf(line);
    if (blockIndent !== null) {
      if (indent > blockIndent) return line === "" ? [] : [{ type: "plain", text: line }];
      blockIndent = null;
    }
    if (blockOpens.test(line)) blockIndent = indent;
    return linePieces(line);
  });
}

/**
 * For each line that opens a block, the last line of it (indexes from 0); what a fold hides. List items may stand at the
 * indent of the key they belong to.
 */
export function foldRanges(lines: readonly string[]): ReadonlyMap<number, number> {
  const ranges = new Map<number, number>();
  const open: { index: number; indent: number; list: boolean }[] = [];
  const isItem = (line: string) => /^\s*-( |$)/.test(line);
  const close = (before: number, indent: number, item: boolean) => {
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      if (indent > top.indent || (indent === top.indent && item && top.list)) return;
      if (before - 1 > top.index) ranges.set(top.index, before - 1);
      open.pop();
    }
  };
  for (const [index, line] of lines.entries()) {
    const indent = indentOf(line);
    if (indent === Infinity) continue;
    close(index, indent, isItem(line));
    open.push({ index, indent, list: !isItem(line) && line.trimEnd().endsWith(":") });
  }
  close(lines.length, -1, false);
  return ranges;
}
