import { access, constants } from "node:fs/promises";
import { withFileLock } from "./file-lock";
import { cachedProgramPath, pathCandidates, type Log } from "./paths";

/** The answer to "may this program be used?": a version for the log, or why not. */
export type Fit = { fits: true; version: string } | { fits: false; reason: string };

/** One way to get a part that is not on the machine yet. */
export interface PartSource {
  /** What it does, for the message that lists what was tried. */
  name: string;
  /** Gets the part and returns its path. Throws with a sentence for a person when it can't. */
  get: (log: Log) => Promise<string>;
}

/** A program that Edict needs and does not carry. */
export interface Part {
  name: string;
  /** Names a program the user chose; it comes first. */
  environmentVariable: string;
  /** Names under which `PATH` may have it. Empty: never taken from `PATH`. */
  pathNames: readonly string[];
  /** Absolute paths outside `PATH` where installers put it. */
  wellKnownPaths?: readonly string[];
  fit: (path: string) => Promise<Fit>;
  sources: readonly PartSource[];
  /** What a person can install or set when nothing else worked. */
  advice: string;
}

/** A part could not be had. The message says what was tried and what to install. */
export class MissingPartError extends Error {
  override name = "MissingPartError";
}

const found = new Map<string, Promise<string>>();

/**
 * Finds or gets a part: its environment variable, the cache, `PATH`, then its sources in order (apt package, Go
 * module). There is no step that downloads release archives: it would need checksums pinned here from a signed
 * source, and none of ours has been checked that way yet.
 * Safe to call twice and from several processes at once.
 * @returns the absolute path of the program
 * @throws MissingPartError
 */
export function acquire(part: Part, log: Log): Promise<string> {
  const known = found.get(part.name);
  if (known !== undefined) return known;
  const search = findOrGet(part, log);
  found.set(part.name, search);
  search.catch(() => found.delete(part.name));
  return search;
}

async function findOrGet(part: Part, log: Log): Promise<string> {
  const tried: string[] = [];
  const present = await findPresent(part, log, tried);
  if (present !== undefined) return present;
  return withFileLock(part.name, log, async () => {
    // Another process may have put it in the cache while this one waited.
    const cached = await tryPath(part, cachedProgramPath(part.name), "cache", []);
    if (cached !== undefined) return cached;
    for (const source of part.sources) {
      try {
        const path = await source.get(log);
        const fit = await part.fit(path);
        if (fit.fits) return path;
        tried.push(`${source.name}: ${fit.reason}`);
      } catch (error) {
        tried.push(`${source.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    const attempts = tried.map((line) => `  - ${line}`).join("\n");
    throw new MissingPartError(`${part.name} can't be had. Tried:\n${attempts}\n${part.advice}`);
  });
}

async function findPresent(part: Part, log: Log, tried: string[]): Promise<string | undefined> {
  const chosen = process.env[part.environmentVariable];
  if (chosen !== undefined && chosen !== "") {
    const path = await tryPath(part, chosen, part.environmentVariable, tried);
    if (path !== undefined) return path;
    log(`Not using ${tried.at(-1) ?? chosen}`);
  } else {
    tried.push(`${part.environmentVariable}: not set`);
  }
  const cached = await tryPath(part, cachedProgramPath(part.name), "cache", tried);
  if (cached !== undefined) return cached;
  const candidates = [...part.pathNames.flatMap(pathCandidates), ...(part.wellKnownPaths ?? [])];
  for (const candidate of candidates) {
    if (!(await isExecutable(candidate))) continue;
    const path = await tryPath(part, candidate, "PATH", tried);
    if (path !== undefined) return path;
  }
  if (!tried.some((line) => line.startsWith("PATH"))) tried.push("PATH: not there");
  return undefined;
}

async function tryPath(
  part: Part,
  path: string,
  label: string,
  tried: string[],
): Promise<string | undefined> {
  if (!(await isExecutable(path))) {
    tried.push(`${label}: ${path} is not there`);
    return undefined;
  }
  const fit = await part.fit(path);
  if (fit.fits) return path;
  tried.push(`${label}: ${path} ${fit.reason}`);
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
