/** One line of a diff; line numbers are counted from 1. */
export interface DiffLine {
  type: "same" | "add" | "del";
  text: string;
  oldLine?: number;
  newLine?: number;
}

export function diffLines(_before: string, _after: string, _context?: number): DiffLine[] {
  throw new Error("not written yet");
}
