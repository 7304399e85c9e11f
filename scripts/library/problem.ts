/** One thing that is wrong with the library: the file at fault, relative to it, and why. */
export interface Problem {
  file: string;
  reason: string;
}

/** The message of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
