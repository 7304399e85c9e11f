import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ensureFolder, type Log } from "../tools/paths";
import { ensureEtcd } from "../tools/etcd";
import { ensureApiServer, ensureControllerManager, ensureKubectl } from "../tools/kubernetes";
import { waitForOk, type ApiAccess } from "./api-request";
import { startComponent, type Component } from "./component";
import type { Credentials } from "./credentials";
import type { Place } from "./place";

const etcdReadyMs = 20_000;
const apiReadyMs = 90_000;

/** Absolute paths of the programs of a control plane. */
export interface ControlPlanePrograms {
  etcd: string;
  apiServer: string;
  controllerManager: string;
  kubectl: string;
}

/** @throws MissingPartError */
export async function ensureControlPlanePrograms(log: Log): Promise<ControlPlanePrograms> {
  return {
    etcd: await ensureEtcd(log),
    apiServer: await ensureApiServer(log),
    controllerManager: await ensureControllerManager(log),
    kubectl: await ensureKubectl(log),
  };
}

/** What the starters of components share. */
export interface StartContext {
  dataDir: string;
  logFolder: string;
  place: Place;
  credentials: Credentials;
  access: ApiAccess;
  /** Whether a node will join. */
  withNode: boolean;
  /** Takes every started component, so that a failed start can stop what it started. */
  started: (component: Component) => void;
}

/** Starts etcd and waits until it answers. @throws Error with the end of its log */
export async function startEtcd(program: string, context: StartContext): Promise<void> {
  const { address, etcdPort, etcdPeerPort } = context.place;
  const clientUrl = `http://${address}:${etcdPort}`;
  const peerUrl = `http://${address}:${etcdPeerPort}`;
  const etcd = await startComponent({
    name: "etcd",
    program,
    logFolder: context.logFolder,
    // Debian's etcd refuses processors it is not tested on, such as arm64, without this.
    environment: process.arch === "arm64" ? { ETCD_UNSUPPORTED_ARCH: "arm64" } : {},
    args: [
      "--name=edict",
      `--data-dir=${ensureFolder(join(context.dataDir, "etcd"))}`,
      `--listen-client-urls=${clientUrl}`,
      `--advertise-client-urls=${clientUrl}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=edict=${peerUrl}`,
      "--unsafe-no-fsync",
    ],
  });
  context.started(etcd);
  await waitForEtcd(`${clientUrl}/health`, etcd);
}

async function waitForEtcd(url: string, etcd: Component): Promise<void> {
  const deadline = Date.now() + etcdReadyMs;
  for (;;) {
    const healthy = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (healthy) return;
    const ended = await Promise.race([etcd.ended, wait(30).then(() => undefined)]);
    if (ended !== undefined) throw new Error(ended);
    if (Date.now() > deadline) throw new Error(`etcd was not ready after ${etcdReadyMs / 1000} s`);
  }
}

/** Starts the API server and waits until it says it is ready. @throws Error with the end of its log */
export async function startApiServer(program: string, context: StartContext): Promise<void> {
  const { place, credentials, access } = context;
  const apiServer = await startComponent({
    name: "kube-apiserver",
    program,
    logFolder: context.logFolder,
    args: [
      `--etcd-servers=http://${place.address}:${place.etcdPort}`,
      `--bind-address=${place.address}`,
      `--advertise-address=${place.address}`,
      `--secure-port=${place.securePort}`,
      `--service-cluster-ip-range=${place.serviceRange}`,
      `--cert-dir=${credentials.certFolder}`,
      `--service-account-key-file=${credentials.serviceAccountPublicKeyPath}`,
      `--service-account-signing-key-file=${credentials.serviceAccountKeyPath}`,
      "--service-account-issuer=https://kubernetes.default.svc",
      `--token-auth-file=${credentials.tokenFilePath}`,
      "--authorization-mode=RBAC",
      "--allow-privileged=true",
      // Loopback is no valid endpoint address: without this the API server complains every ten seconds.
      "--endpoint-reconciler-type=none",
      "--profiling=false",
      ...(context.withNode
        ? [
            `--kubelet-client-certificate=${credentials.kubeletClientCertPath}`,
            `--kubelet-client-key=${credentials.kubeletClientKeyPath}`,
            "--kubelet-preferred-address-types=InternalIP",
          ]
        : []),
    ],
  });
  context.started(apiServer);
  await waitForOk(access, "/readyz", apiServer.ended, apiReadyMs);
}

/** Starts the controller manager and waits until namespaces get their service accounts, without which no pod is admitted. */
export async function startControllerManager(
  program: string,
  kubeconfigPath: string,
  context: StartContext,
): Promise<void> {
  const { credentials, access } = context;
  const manager = await startComponent({
    name: "kube-controller-manager",
    program,
    logFolder: context.logFolder,
    args: [
      `--kubeconfig=${kubeconfigPath}`,
      `--service-account-private-key-file=${credentials.serviceAccountKeyPath}`,
      "--use-service-account-credentials",
      // One client makes a service account and a token for each of some 40 controllers at start.
      "--kube-api-qps=500",
      "--kube-api-burst=1000",
      `--root-ca-file=${credentials.caPath}`,
      "--leader-elect=false",
      "--secure-port=0",
      "--profiling=false",
    ],
  });
  context.started(manager);
  const defaultAccount = "/api/v1/namespaces/default/serviceaccounts/default";
  await waitForOk(access, defaultAccount, manager.ended, apiReadyMs);
}
