import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { ContainerRuntime } from "../../tools/container-runtime";
import { ensureFolder } from "../../tools/paths";
import { run, runOrThrow } from "../../tools/run";
import { startComponent } from "../component";
import type { StartContext } from "../control-plane";
import { pauseImage } from "../images/pause-image";
import type { NodePaths } from "./node-paths";

const readyMs = 30_000;

/** A containerd of the cluster's own, apart from one this machine may run. */
export interface Containerd {
  /** Imports a docker archive. @throws Error with containerd's words */
  loadImage: (archivePath: string) => Promise<void>;
}

/** Starts containerd and waits until it answers. @throws Error with the end of its log */
export async function startContainerd(
  runtime: ContainerRuntime,
  paths: NodePaths,
  context: StartContext,
): Promise<Containerd> {
  const snapshotter = await chooseSnapshotter();
  const configPath = join(ensureFolder(paths.folder), "containerd.toml");
  await writeFile(configPath, containerdConfig(runtime, paths, snapshotter));
  await writeCniConfig(paths, context.place.address);
  ensureFolder(paths.runFolder);
  const containerd = await startComponent({
    name: "containerd",
    program: runtime.containerd,
    logFolder: context.logFolder,
    args: ["--config", configPath],
  });
  context.started(containerd);
  const client = ["--address", paths.containerdSocket, "--namespace", "k8s.io"];
  const deadline = Date.now() + readyMs;
  while ((await run(runtime.ctr, [...client, "version"], { timeoutMs: 5_000 })).code !== 0) {
    const ended = await Promise.race([containerd.ended, wait(100).then(() => undefined)]);
    if (ended !== undefined) throw new Error(ended);
    if (Date.now() > deadline) throw new Error(`containerd was not ready after ${readyMs / 1000} s`);
  }
  return {
    loadImage: async (archivePath) => {
      await runOrThrow(runtime.ctr, [
        ...client,
        "images",
        "import",
        "--snapshotter",
        snapshotter,
        archivePath,
      ]);
    },
  };
}

/** Overlay mounts where the kernel has them; plain copies elsewhere, which need nothing. */
async function chooseSnapshotter(): Promise<"overlayfs" | "native"> {
  await run("modprobe", ["overlay"]);
  const fileSystems = await readFile("/proc/filesystems", "utf8").catch(() => "");
  return /\boverlay\b/.test(fileSystems) ? "overlayfs" : "native";
}

/** `restrict_oom_score_adj`: without it runc fails where this process may not lower its own score. */
function containerdConfig(runtime: ContainerRuntime, paths: NodePaths, snapshotter: string): string {
  const quote = (text: string) => JSON.stringify(text);
  return `version = 2
root = ${quote(paths.containerdRoot)}
state = ${quote(join(paths.runFolder, "containerd"))}
disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs"]

[grpc]
  address = ${quote(paths.containerdSocket)}

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = ${quote(`${pauseImage.imageName}:${pauseImage.tag}`)}
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true

  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = ${quote(runtime.cniBinFolder)}
    conf_dir = ${quote(paths.cniConfigFolder)}

  [plugins."io.containerd.grpc.v1.cri".containerd]
    default_runtime_name = "runc"
    snapshotter = ${quote(snapshotter)}

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"

      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        BinaryName = ${quote(runtime.runc)}
        SystemdCgroup = false
`;
}

/** A node is ready only with a pod network. Pods that must reach the API server use the host's: it is on loopback. */
async function writeCniConfig(paths: NodePaths, address: string): Promise<void> {
  // Clusters side by side differ in the third number of their address.
  const subnet = `10.66.${address.split(".")[2] ?? "0"}.0/24`;
  const network = {
    cniVersion: "0.4.0",
    name: "edict",
    plugins: [
      {
        type: "bridge",
        bridge: paths.bridge,
        isGateway: true,
        ipMasq: false,
        ipam: {
          type: "host-local",
          dataDir: join(paths.runFolder, "addresses"),
          ranges: [[{ subnet }]],
        },
      },
    ],
  };
  const path = join(ensureFolder(paths.cniConfigFolder), "10-edict.conflist");
  await writeFile(path, JSON.stringify(network, undefined, 2));
}
