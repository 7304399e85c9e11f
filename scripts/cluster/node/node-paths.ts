import { createHash } from "node:crypto";
import { join } from "node:path";

/** Folders of one cluster's node. Names that are seen outside the data folder carry a digest of it. */
export interface NodePaths {
  /** Configuration, images and volumes. */
  folder: string;
  containerdRoot: string;
  kubeletRoot: string;
  /** Logs of containers, as `kubectl logs` reads them. */
  podLogFolder: string;
  cniConfigFolder: string;
  /** Sockets and mounts that don't survive a restart of the machine; short, because a socket's path must be. */
  runFolder: string;
  containerdSocket: string;
  /** Every container runs below this cgroup, apart from a kubelet this machine may have already. */
  cgroup: string;
  /** Network bridge of pods that don't use the host's network. At most 15 characters. */
  bridge: string;
}

/** @param dataDir absolute */
export function nodePaths(dataDir: string): NodePaths {
  const digest = createHash("sha256").update(dataDir).digest("hex").slice(0, 8);
  const folder = join(dataDir, "node");
  const runFolder = `/run/edict-${digest}`;
  return {
    folder,
    containerdRoot: join(folder, "containerd"),
    kubeletRoot: join(folder, "kubelet"),
    podLogFolder: join(folder, "pod-logs"),
    cniConfigFolder: join(folder, "cni"),
    runFolder,
    containerdSocket: `${runFolder}/containerd.sock`,
    cgroup: `/edict-${digest}`,
    bridge: `edict-${digest}`,
  };
}
