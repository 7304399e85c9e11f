import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const v2Controllers = ["cpu", "cpuset", "memory", "pids"];

/** Where each cgroup hierarchy is mounted: one of version 2, or one for each controller of version 1. */
export async function cgroupMounts(): Promise<{ path: string; version: 1 | 2 }[]> {
  const mounts = await readFile("/proc/self/mounts", "utf8").catch(() => "");
  return mounts.split("\n").flatMap((line) => {
    const [, path, type] = line.split(" ");
    if (path === undefined || (type !== "cgroup" && type !== "cgroup2")) return [];
    return [{ path, version: type === "cgroup2" ? 2 : 1 }];
  });
}

/**
 * Makes a cgroup in every hierarchy; the kubelet wants its root to be there.
 * @param name starts with `/`
 * @throws Error when this process may not
 */
export async function makeCgroup(name: string): Promise<void> {
  for (const { path, version } of await cgroupMounts()) {
    if (version === 2) await enableControllers(path);
    await mkdir(join(path, name), { recursive: true });
    if (version === 1) await inheritCpus(path, name);
  }
}

/** Processes in a cgroup and below it. */
export async function processesInCgroup(name: string): Promise<number[]> {
  const pids = new Set<number>();
  for (const { path } of await cgroupMounts()) {
    for (const folder of await foldersBelow(join(path, name))) {
      const text = await readFile(join(folder, "cgroup.procs"), "utf8").catch(() => "");
      for (const line of text.split("\n")) if (line !== "") pids.add(Number(line));
    }
  }
  return [...pids];
}

/** Removes a cgroup and all below it from every hierarchy. What still has processes stays. */
export async function removeCgroup(name: string): Promise<void> {
  for (const { path } of await cgroupMounts()) {
    for (const folder of (await foldersBelow(join(path, name))).reverse()) {
      await rmdir(folder).catch(() => undefined);
    }
  }
}

/** Parents come before their children. */
async function foldersBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [];
  const children = entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  const below = await Promise.all(children.map(foldersBelow));
  return [folder, ...below.flat()];
}

async function enableControllers(mount: string): Promise<void> {
  const available = (await readFile(join(mount, "cgroup.controllers"), "utf8").catch(() => "")).split(/\s+/);
  for (const controller of v2Controllers.filter((name) => available.includes(name))) {
    await writeFile(join(mount, "cgroup.subtree_control"), `+${controller}`).catch(() => undefined);
  }
}

/** A new cpuset of version 1 has no processors, and no process can enter it. */
async function inheritCpus(mount: string, name: string): Promise<void> {
  for (const file of ["cpuset.cpus", "cpuset.mems"]) {
    const value = await readFile(join(mount, file), "utf8").catch(() => undefined);
    if (value !== undefined) await writeFile(join(mount, name, file), value);
  }
}
