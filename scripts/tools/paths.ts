import { mkdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Receives one line of progress for a person to read, without a line break. */
export type Log = (line: string) => void;

/** Absolute path of the checkout. */
export const projectFolder = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** The Go module that pins Kubernetes and etcd. */
export const kubernetesModuleFolder = join(projectFolder, "scripts", "kubernetes");

/**
 * The git-ignored folder for parts that were fetched or built: `EDICT_CACHE` when set, else `.cache` of the
 * checkout. Several checkouts may share one: everything in it is put there by an atomic rename.
 */
export function cacheFolder(): string {
  const chosen = process.env.EDICT_CACHE;
  return ensureFolder(chosen ? resolve(chosen) : join(projectFolder, ".cache"));
}

/** Where the programs of the cache are. */
function cacheBinFolder(): string {
  return ensureFolder(join(cacheFolder(), "bin"));
}

/** The path a program has in the cache, whether it is there or not. */
export function cachedProgramPath(name: string): string {
  return join(cacheBinFolder(), process.platform === "win32" ? `${name}.exe` : name);
}

/** Every place `PATH` gives for a program, best first, with the folders a plain user's `PATH` often lacks. */
export function pathCandidates(name: string): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  if (process.platform !== "win32") folders.push("/usr/local/sbin", "/usr/sbin", "/sbin");
  const file = process.platform === "win32" ? `${name}.exe` : name;
  return [...new Set(folders)].map((folder) => join(folder, file));
}

/** Makes a folder with its parents, and returns it. */
export function ensureFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}
