import { join, resolve } from "node:path";
import type { Log } from "../tools/paths";
import { cleanNode } from "./node/clean-node";
import { ensureKubeletClientCertificate } from "./node/kubelet";
import { ensureNodePrograms, startNode, type RunningNode } from "./node/start-node";
import { findClusterProcesses, killAll } from "./processes";
import type { Component } from "./component";
import {
  ensureControlPlanePrograms,
  startApiServer,
  startControllerManager,
  startEtcd,
  type StartContext,
} from "./control-plane";
import { prepareCredentials } from "./credentials";
import { takeDataFolder, type DataFolder } from "./data-folder";
import { writeKubeconfig } from "./kubeconfig";
import { PlaceBusyError, takePlace, type Place } from "./place";

export interface ClusterOptions {
  /** Everything of the cluster is in here and survives a stop. Made when missing. */
  dataDir: string;
  /** A loopback address such as 127.66.0.1. The first free one when left out. */
  address?: string;
  /** Also run a node, so that pods really run. Needs root and Linux: ask `canRunNode` first. */
  withNode?: boolean;
  log?: Log;
}

/** A real Kubernetes API that runs. */
export interface Cluster {
  dataDir: string;
  address: string;
  /** e.g. `https://127.66.0.1:443` */
  url: string;
  kubeconfigPath: string;
  /** A kubectl of the right version. */
  kubectlPath: string;
  /** Bearer token of a cluster administrator. */
  adminToken: string;
  /** PEM file with the certificate authority of {@link url}. */
  caPath: string;
  /** Milliseconds from the start of etcd until the API server was ready. */
  apiReadyMs: number;
  /** There when asked for by `withNode`. */
  node: RunningNode | undefined;
  /** Settles with a message when a program of the cluster ends by itself. Pending for ever otherwise. */
  failed: Promise<string>;
  /** Stops everything and waits until it is gone. May be called twice. */
  stop: () => Promise<void>;
}

/**
 * Starts etcd, the API server and the controller manager on one loopback address.
 * Several clusters may run at once, each with a data folder of its own.
 * @throws MissingPartError, PlaceBusyError, DataFolderBusyError, or Error with the end of a program's log; nothing is left running then
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const log = options.log ?? (() => undefined);
  const programs = await ensureControlPlanePrograms(log);
  const nodePrograms = options.withNode === true ? await ensureNodePrograms(log) : undefined;
  const dataDir = resolve(options.dataDir);
  const folder = await takeDataFolder(dataDir, log);
  const components: Component[] = [];
  let place: Place | undefined;
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= stopAll(components, folder, place));
  let fail: (message: string) => void = () => undefined;
  const failed = new Promise<string>((settle) => (fail = settle));
  const started = (component: Component) => {
    components.push(component);
    void component.ended.then((message) => stopping === undefined && fail(message));
  };
  try {
    await cleanNode(dataDir);
    place = await placeFor(options.address, folder);
    await folder.rememberAddress(place.address);
    const credentials = await prepareCredentials(dataDir);
    if (nodePrograms !== undefined) {
      await ensureKubeletClientCertificate(
        credentials.kubeletClientCertPath,
        credentials.kubeletClientKeyPath,
      );
    }
    const url = `https://${place.address}:${place.securePort}`;
    const access = { url, caPath: credentials.caPath, token: credentials.adminToken };
    const context: StartContext = {
      dataDir,
      logFolder: join(dataDir, "logs"),
      place,
      credentials,
      access,
      withNode: nodePrograms !== undefined,
      started,
    };
    const startedAt = Date.now();
    log(`Starting etcd and the API server on ${place.address}…`);
    await startEtcd(programs.etcd, context);
    await startApiServer(programs.apiServer, context);
    const apiReadyMs = Date.now() - startedAt;
    const kubeconfigPath = join(dataDir, "kubeconfig");
    const name = `edict-${place.address.replaceAll(".", "-")}`;
    await writeKubeconfig({ path: kubeconfigPath, name, url, caPath: access.caPath, token: access.token });
    await startControllerManager(programs.controllerManager, kubeconfigPath, context);
    if (nodePrograms !== undefined) log("Starting a node…");
    const node = nodePrograms && (await startNode(nodePrograms, programs.kubectl, kubeconfigPath, context));
    return {
      dataDir,
      address: place.address,
      url,
      kubeconfigPath,
      kubectlPath: programs.kubectl,
      adminToken: credentials.adminToken,
      caPath: credentials.caPath,
      apiReadyMs,
      node,
      failed,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The data of a cluster is bound to its address: its `kubernetes` service is stored with it. */
async function placeFor(wanted: string | undefined, folder: DataFolder): Promise<Place> {
  const { address, path } = folder;
  if (wanted !== undefined && address !== undefined && wanted !== address) {
    throw new PlaceBusyError(
      `The cluster in ${path} was made for ${address}, not ${wanted}. Choose another folder with --data, or remove this one.`,
    );
  }
  try {
    return await takePlace(wanted ?? (address === "127.0.0.1" ? undefined : address));
  } catch (error) {
    if (!(error instanceof PlaceBusyError) || address === undefined) throw error;
    throw new PlaceBusyError(
      `${error.message} The cluster in ${path} is bound to ${address}; --data makes another.`,
    );
  }
}

async function stopAll(components: readonly Component[], folder: DataFolder, place?: Place): Promise<void> {
  // Clients of the API server first, etcd last.
  for (const component of [...components].reverse()) await component.stop();
  await cleanNode(folder.path);
  await killAll((await findClusterProcesses([folder.path])).map((found) => found.pid));
  await place?.claim?.release();
  await folder.release();
}
