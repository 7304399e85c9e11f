import { rm } from "node:fs/promises";
import { ensureContainerRuntime, type ContainerRuntime } from "../../tools/container-runtime";
import { ensureKubelet, ensureScheduler } from "../../tools/kubernetes";
import type { Log } from "../../tools/paths";
import { startComponent } from "../component";
import type { StartContext } from "../control-plane";
import { buildPauseImage } from "../images/pause-image";
import { canRunNode } from "./can-run-node";
import { startContainerd, type Containerd } from "./containerd";
import { startKubelet } from "./kubelet";
import { nodePaths } from "./node-paths";

/** A node that runs pods. Pods that talk to the API server need `hostNetwork: true`: it listens on loopback. */
export interface RunningNode extends Containerd {
  name: string;
  /** `<namespace>_<pod>_<uid>/<container>/<n>.log` */
  podLogFolder: string;
}

/** Absolute paths of the programs of a node. */
export interface NodePrograms {
  runtime: ContainerRuntime;
  kubelet: string;
  scheduler: string;
  /** Docker archive of the pod sandbox's image. */
  pauseArchive: string;
}

/** @throws MissingPartError, or Error with the reason why this machine can't run a node */
export async function ensureNodePrograms(log: Log): Promise<NodePrograms> {
  const ability = await canRunNode();
  if (!ability.able) throw new Error(`No node can run here: ${ability.reason}.`);
  return {
    runtime: await ensureContainerRuntime(log),
    kubelet: await ensureKubelet(log),
    scheduler: await ensureScheduler(log),
    pauseArchive: await buildPauseImage(log),
  };
}

/** Starts the scheduler, containerd and the kubelet, and waits until the node is ready. */
export async function startNode(
  programs: NodePrograms,
  kubectl: string,
  kubeconfigPath: string,
  context: StartContext,
): Promise<RunningNode> {
  const paths = nodePaths(context.dataDir);
  const scheduler = await startComponent({
    name: "kube-scheduler",
    program: programs.scheduler,
    logFolder: context.logFolder,
    args: [`--kubeconfig=${kubeconfigPath}`, "--leader-elect=false", "--secure-port=0"],
  });
  context.started(scheduler);
  const containerd = await startContainerd(programs.runtime, paths, context);
  await containerd.loadImage(programs.pauseArchive);
  await rm(programs.pauseArchive, { force: true });
  const name = await startKubelet({ kubelet: programs.kubelet, kubectl, kubeconfigPath, paths }, context);
  return { name, podLogFolder: paths.podLogFolder, loadImage: containerd.loadImage };
}
