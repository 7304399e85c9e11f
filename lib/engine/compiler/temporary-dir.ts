import { createHash } from "node:crypto";
import { mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { lstat, mkdtemp, readdir, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { identityOf, ownIdentity } from "./process-identity";

/** Name of a process's folder: its id, when it began, where ids mean what they mean to it, and a random part. */
const PROCESS_DIR = /^edict-process-(\d+)-([0-9a-f]{12})-([0-9a-f]{12})-\w+$/;
/** A process whose ids are not ours cannot be looked for. One that compiles changes its folder, so an old one is dead. */
const FOREIGN_AGE_MS = 24 * 60 * 60 * 1000;

/** All temporary folders of this process (of this thread, where several use them) are in it. */
let processDir: string | undefined;
let swept: Promise<void> | undefined;

/** Runs `work` with a fresh folder that is gone afterwards, whatever happens to `work`. */
export async function withTemporaryDir<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await makeTemporaryDir("rego");
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * A fresh folder in the system's temporary folder, for its owner only. It goes with the process, unless whoever asked removes
 * it before. One that a killed process left is removed when the next process makes its first.
 *
 * @param kind a word that tells a person what the folder is for
 */
export async function makeTemporaryDir(kind: string): Promise<string> {
  swept ??= removeLeftovers();
  await swept;
  const known = ownDir();
  try {
    return await mkdtemp(join(known, `${kind}-`));
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    return makeTemporaryDirSync(kind);
  }
}

/** The same without waiting, and without a look for what others left. */
export function makeTemporaryDirSync(kind: string): string {
  try {
    return mkdtempSync(join(ownDir(), `${kind}-`));
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    // Systems clean their temporary folder of what was long unused, and a process may live for months.
    processDir = undefined;
    return mkdtempSync(join(ownDir(), `${kind}-`));
  }
}

function ownDir(): string {
  if (processDir !== undefined) return processDir;
  const dir = mkdtempSync(join(tmpdir(), `edict-process-${process.pid}-${beginning()}-${scope()}-`));
  process.once("exit", () => rmSync(dir, { recursive: true, force: true }));
  processDir = dir;
  return dir;
}

/** Removes the folders of this user's processes that have ended. A folder that cannot be removed is left to the next. */
async function removeLeftovers(): Promise<void> {
  const root = tmpdir();
  const names = await readdir(root).catch(() => []);
  for (const name of names) {
    const [, pid, began, place] = PROCESS_DIR.exec(name) ?? [];
    if (pid === undefined || began === undefined) continue;
    const path = join(root, name);
    const isLeft = place === scope() ? !isAlive(Number(pid), began) : await isOld(path);
    if (isLeft && (await isOwn(path)))
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number, beginningThen: string): boolean {
  // What cannot be told of ourselves cannot be told of others.
  if (ownIdentity().began === "unknown") return true;
  const identity = identityOf(pid);
  return identity !== undefined && shortHash(identity.began) === beginningThen;
}

async function isOld(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > FOREIGN_AGE_MS;
}

/** A folder of ours: others may put any name into a shared temporary folder. */
async function isOwn(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found !== undefined && found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid);
}

function beginning(): string {
  return shortHash(ownIdentity().began);
}

/** Where process ids mean what they mean here: containers that share a temporary folder count theirs for themselves. */
function scope(): string {
  return shortHash(`${hostname()} ${pidNamespace()}`);
}

function pidNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
