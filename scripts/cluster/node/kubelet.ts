import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { stringify } from "yaml";
import { ensureFolder } from "../../tools/paths";
import { run, runOrThrow } from "../../tools/run";
import { startComponent, type Component } from "../component";
import type { StartContext } from "../control-plane";
import { makeCgroup } from "./cgroups";
import type { NodePaths } from "./node-paths";

const readyMs = 60_000;

export interface KubeletOptions {
  kubelet: string;
  kubectl: string;
  kubeconfigPath: string;
  paths: NodePaths;
}

/**
 * Starts the kubelet and waits until its node is ready.
 * @returns the node's name: the cluster's address, so that the node's own address is loopback too
 * @throws Error with the end of its log
 */
export async function startKubelet(options: KubeletOptions, context: StartContext): Promise<string> {
  const { paths, kubeconfigPath } = options;
  const name = context.place.address;
  await makeCgroup(paths.cgroup);
  ensureFolder(paths.kubeletRoot);
  const configPath = join(paths.folder, "kubelet.yaml");
  await writeFile(configPath, stringify(kubeletConfig(paths, context)));
  const kubelet = await startComponent({
    name: "kubelet",
    program: options.kubelet,
    logFolder: context.logFolder,
    args: [
      `--kubeconfig=${kubeconfigPath}`,
      `--config=${configPath}`,
      `--root-dir=${paths.kubeletRoot}`,
      `--cert-dir=${join(paths.kubeletRoot, "pki")}`,
      `--hostname-override=${name}`,
    ],
  });
  context.started(kubelet);
  await waitForNode(name, options, kubelet);
  return name;
}

function kubeletConfig(paths: NodePaths, context: StartContext): object {
  const { address } = context.place;
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    address,
    healthzBindAddress: address,
    containerRuntimeEndpoint: `unix://${paths.containerdSocket}`,
    podLogsDir: paths.podLogFolder,
    cgroupDriver: "cgroupfs",
    cgroupRoot: paths.cgroup,
    enforceNodeAllocatable: [],
    failCgroupV1: false,
    failSwapOn: false,
    makeIPTablesUtilChains: false,
    // A developer's disk may be fuller than a server's; pods must not be driven out for it.
    evictionHard: {
      "memory.available": "0%",
      "nodefs.available": "0%",
      "nodefs.inodesFree": "0%",
      "imagefs.available": "0%",
    },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    nodeStatusUpdateFrequency: "2s",
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: context.credentials.kubeletClientCertPath },
    },
    authorization: { mode: "Webhook" },
  };
}

async function waitForNode(name: string, options: KubeletOptions, kubelet: Component): Promise<void> {
  const query = `jsonpath={.status.conditions[?(@.type=="Ready")].status}`;
  const args = ["--kubeconfig", options.kubeconfigPath, "get", "node", name, "-o", query];
  const deadline = Date.now() + readyMs;
  while ((await run(options.kubectl, args, { timeoutMs: 10_000 })).stdout.trim() !== "True") {
    const ended = await Promise.race([kubelet.ended, wait(200).then(() => undefined)]);
    if (ended !== undefined) throw new Error(ended);
    if (Date.now() > deadline) throw new Error(`The node was not ready after ${readyMs / 1000} s`);
  }
}

/**
 * Makes the certificate the API server shows to the kubelet, for `kubectl logs` and `exec`. It is its own authority:
 * the kubelet trusts exactly this one.
 */
export async function ensureKubeletClientCertificate(certPath: string, keyPath: string): Promise<void> {
  const there = await Promise.allSettled([access(certPath), access(keyPath)]);
  if (there.every((file) => file.status === "fulfilled")) return;
  const subject = ["-subj", "/O=system:masters/CN=edict-api-server"];
  const key = ["-newkey", "rsa:2048", "-nodes", "-keyout", keyPath];
  await runOrThrow("openssl", ["req", "-x509", ...key, "-out", certPath, "-days", "3650", ...subject]);
}
