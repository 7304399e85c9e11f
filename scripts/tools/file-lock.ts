import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { cacheFolder, ensureFolder, type Log } from "./paths";

const pollMs = 250;

/**
 * Runs one task at a time per name among all processes that share the cache, so that two starts at once build a
 * part once. The lock of a process that died is taken over. Results must still be put in place by rename: the
 * lock saves work, it does not guard data.
 */
export async function withFileLock<T>(name: string, log: Log, task: () => Promise<T>): Promise<T> {
  const path = join(ensureFolder(join(cacheFolder(), "locks")), `${name}.lock`);
  let told = false;
  while (!(await take(path))) {
    const holder = await holderOf(path);
    if (holder !== undefined && !isAlive(holder)) {
      await rm(path, { force: true });
      continue;
    }
    if (!told) log(`Waiting for another process that is getting ${name} (process ${holder ?? "unknown"})…`);
    told = true;
    await wait(pollMs);
  }
  try {
    return await task();
  } finally {
    await rm(path, { force: true });
  }
}

/** Whether a process of this id runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function holderOf(path: string): Promise<number | undefined> {
  const text = await readFile(path, "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return Number.isNaN(pid) ? undefined : pid;
}
