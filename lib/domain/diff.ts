import { diffArrays } from "diff";

/** One line of a diff; line numbers are counted from 1, `oldLine` is absent for an added line, `newLine` for a deleted one. */
export interface DiffLine {
  type: "same" | "add" | "del";
  text: string;
  oldLine?: number;
  newLine?: number;
}

/** Beyond this many changed lines the smallest diff is not looked for: its cost grows with the square. */
const EDITS_MAX = 1_000;

/**
 * The lines that differ between two texts, each change with `context` unchanged lines around it. Between two changes further
 * apart the line numbers jump: that is where a hunk ends and the next begins. Equal texts have no lines.
 * @param context number of unchanged lines to keep before and after each change
 */
export function diffLines(before: string, after: string, context = 3): DiffLine[] {
  const all = allLines(toLines(before), toLines(after));
  const shown = new Set<number>();
  for (const [position, line] of all.entries()) {
    if (line.type === "same") continue;
    for (let near = position - context; near <= position + context; near += 1) shown.add(near);
  }
  return all.filter((_line, position) => shown.has(position));
}

/** A text that ends with a line break has no further, empty line. */
function toLines(text: string): string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

function allLines(before: string[], after: string[]): DiffLine[] {
  const parts = diffArrays(before, after, { maxEditLength: EDITS_MAX }) ?? [
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ];
  const lines: DiffLine[] = [];
  let oldLine = 1;
  let newLine = 1;
  for (const part of parts) {
    for (const text of part.value) {
      if (part.added) lines.push({ type: "add", text, newLine: newLine++ });
      else if (part.removed) lines.push({ type: "del", text, oldLine: oldLine++ });
      else lines.push({ type: "same", text, oldLine: oldLine++, newLine: newLine++ });
    }
  }
  return lines;
}
