/** Prints a line, and again every ten seconds with the time it has taken. Returns what ends it. */
export function progress(what: string, log?: (line: string) => void): () => void;
