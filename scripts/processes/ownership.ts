import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { isRunning, ownIdentity } from "@/lib/engine/compiler/process-identity";

const recordSchema = z.object({ pid: z.number(), began: z.string(), note: z.string() });
export type OwnershipRecord = z.infer<typeof recordSchema>;

/** A mark that this process works with something only one process may work with. */
export interface Ownership {
  /** Replaces the note that the next taker reads, such as the address a server answers at. */
  annotate: (note: string) => Promise<void>;
  release: () => Promise<void>;
}

/** Another process that runs has the mark. */
export class OwnedError extends Error {
  override name = "OwnedError";
  constructor(readonly owner: OwnershipRecord) {
    super(`Process ${owner.pid} has it (${owner.note})`);
  }
}

/**
 * Takes a file as the mark. The mark of a process that is gone, however it ended, is taken over.
 * @throws OwnedError when another process runs that has it
 */
export async function takeOwnership(path: string, note: string): Promise<Ownership> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  const write = (text: string) =>
    writeFile(draft, JSON.stringify({ ...ownIdentity(), note: text }), { mode: 0o600 });
  await write(note);
  try {
    while (!(await placeIfAbsent(draft, path))) {
      const owner = await readRecord(path);
      if (owner !== undefined && isRunning(owner)) throw new OwnedError(owner);
      await removeStale(path, owner);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return {
    annotate: async (text) => {
      await write(text);
      await rename(draft, path);
    },
    release: () => rm(path, { force: true }),
  };
}

/** Who has the mark now. Undefined when nobody does, or the file is half written. */
export async function readRecord(path: string): Promise<OwnershipRecord | undefined> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return undefined;
  }
}

/** A hard link appears with its whole content or not at all. */
async function placeIfAbsent(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Two processes may find the same stale mark: the second must not remove what the first has put there since. */
async function removeStale(path: string, stale: OwnershipRecord | undefined): Promise<void> {
  const aside = `${path}.stale.${process.pid}`;
  await rename(path, aside).catch(() => undefined);
  const moved = await readRecord(aside);
  if (moved !== undefined && moved.began !== stale?.began) await placeIfAbsent(aside, path);
  await rm(aside, { force: true });
}
