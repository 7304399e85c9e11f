import { ensureChromium } from "./chromium";
import { ensureContainerRuntime } from "./container-runtime";
import { ensureEtcd } from "./etcd";
import {
  ensureApiServer,
  ensureControllerManager,
  ensureKubectl,
  ensureKubelet,
  ensureScheduler,
} from "./kubernetes";
import { ensureOpa } from "./opa";
import type { Log } from "./paths";

const parts: Record<string, (log: Log) => Promise<string>> = {
  opa: ensureOpa,
  etcd: ensureEtcd,
  "kube-apiserver": ensureApiServer,
  "kube-controller-manager": ensureControllerManager,
  "kube-scheduler": ensureScheduler,
  kubelet: ensureKubelet,
  kubectl: ensureKubectl,
  chromium: ensureChromium,
  containerd: async (log) => (await ensureContainerRuntime(log)).containerd,
  ctr: async (log) => (await ensureContainerRuntime(log)).ctr,
  runc: async (log) => (await ensureContainerRuntime(log)).runc,
  cni: async (log) => (await ensureContainerRuntime(log)).cniBinFolder,
};

const help = `Finds or gets the programs Edict works with, and prints their paths.

Usage: tsx scripts/tools/main.ts PART…

Parts: ${Object.keys(parts).join(", ")}
Order: the part's environment variable (OPA_PATH, KUBE_APISERVER_PATH, …), the cache (.cache or EDICT_CACHE),
PATH where the version fits, an apt package (as root), a build from its Go module.`;

async function main(names: readonly string[]): Promise<number> {
  if (names.length === 0 || names.includes("--help")) {
    console.log(help);
    return names.length === 0 ? 2 : 0;
  }
  const unknown = names.filter((name) => parts[name] === undefined);
  if (unknown.length > 0) {
    console.error(`No part is called ${unknown.join(", ")}. There are: ${Object.keys(parts).join(", ")}.`);
    return 2;
  }
  // Progress goes to standard error: standard output is the list of paths, one a line, in the order asked for.
  for (const name of names) {
    const path = await parts[name]?.((line) => console.error(line));
    if (path !== undefined) console.log(path);
  }
  return 0;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
