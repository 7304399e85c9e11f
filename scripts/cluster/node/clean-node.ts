import { readFile, rm } from "node:fs/promises";
import { run } from "../../tools/run";
import { findClusterProcesses, killAll } from "../processes";
import { processesInCgroup, removeCgroup } from "./cgroups";
import { nodePaths } from "./node-paths";

/**
 * Ends every container of a cluster's node and takes its mounts, cgroups and network bridge away. Containers
 * outlive containerd by design, so a stop needs this as much as the start after a kill -9. Does nothing where
 * there was no node.
 * @param dataDir absolute
 */
export async function cleanNode(dataDir: string): Promise<void> {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return;
  const paths = nodePaths(dataDir);
  // Shims first: they would report the end of their containers to nobody.
  const shims = await findClusterProcesses([paths.folder, paths.runFolder, paths.containerdSocket]);
  await killAll(shims.map((found) => found.pid));
  for (let round = 0; round < 3; round += 1) {
    const contained = await processesInCgroup(paths.cgroup);
    if (contained.length === 0) break;
    await killAll(contained);
  }
  await unmountBelow([paths.folder, paths.runFolder]);
  await removeCgroup(paths.cgroup);
  await rm(paths.runFolder, { recursive: true, force: true });
  await run("ip", ["link", "delete", paths.bridge]);
}

async function unmountBelow(folders: readonly string[]): Promise<void> {
  const mounts = await readFile("/proc/self/mounts", "utf8");
  const points = mounts
    .split("\n")
    .map((line) => (line.split(" ")[1] ?? "").replaceAll("\\040", " "))
    .filter((point) => folders.some((folder) => point.startsWith(`${folder}/`)));
  // The newest mount first: it may be inside an older one.
  for (const point of points.reverse()) await run("umount", ["-l", point]);
}
