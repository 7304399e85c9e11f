import { access } from "node:fs/promises";
import { pathCandidates } from "../../tools/paths";
import { cgroupMounts, makeCgroup, removeCgroup } from "./cgroups";

/** Whether this machine can run a node, with a sentence for a person when it can't. */
export type NodeAbility = { able: true } | { able: false; reason: string };

const probe = `/edict-probe-${process.pid}`;

/** Asks whether `startCluster({ withNode: true })` can work here. Starts nothing and installs nothing. */
export async function canRunNode(): Promise<NodeAbility> {
  if (process.platform !== "linux") return no(`a node needs Linux, and this is ${process.platform}`);
  if (process.getuid?.() !== 0) return no("a node needs root");
  if ((await cgroupMounts()).length === 0) return no("no cgroup file system is mounted");
  try {
    await makeCgroup(probe);
  } catch (error) {
    return no(`cgroups can't be made: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await removeCgroup(probe);
  }
  for (const program of ["mount", "umount", "tar", "ldd", "openssl"]) {
    if (!(await isOnPath(program))) return no(`a node needs ${program}, and it is not installed`);
  }
  const runtime = await Promise.all(["containerd", "runc"].map(isOnPath));
  if (runtime.includes(false) && !(await isOnPath("apt-get"))) {
    return no("containerd and runc are not installed, and there is no apt-get to install them with");
  }
  return { able: true };
}

function no(reason: string): NodeAbility {
  return { able: false, reason };
}

async function isOnPath(program: string): Promise<boolean> {
  const found = await Promise.allSettled(pathCandidates(program).map((path) => access(path)));
  return found.some((result) => result.status === "fulfilled");
}
