import { access } from "node:fs/promises";
import { join } from "node:path";
import { aptSource, installAptPackages } from "./apt";
import { fitByVersion, majorMinor } from "./fit";
import { acquire, MissingPartError, type Part } from "./part";
import type { Log } from "./paths";

const advice =
  "Install containerd, runc and the CNI plugins (Debian: containerd runc containernetworking-plugins).";

const containerd: Part = {
  name: "containerd",
  environmentVariable: "CONTAINERD_PATH",
  pathNames: ["containerd"],
  fit: (path) => fitByVersion(path, ["--version"], / v?(\d+\.\d+\.\d+)/, isSupported, "1.6 or newer"),
  sources: [aptSource(["containerd"], "/usr/bin/containerd")],
  advice,
};

const ctr: Part = {
  name: "ctr",
  environmentVariable: "CTR_PATH",
  pathNames: ["ctr"],
  fit: (path) => fitByVersion(path, ["--version"], / v?(\d+\.\d+\.\d+)/, isSupported, "1.6 or newer"),
  sources: [aptSource(["containerd"], "/usr/bin/ctr")],
  advice,
};

const runc: Part = {
  name: "runc",
  environmentVariable: "RUNC_PATH",
  pathNames: ["runc"],
  fit: (path) => fitByVersion(path, ["--version"], /runc version (\S+)/, () => true, "runc"),
  sources: [aptSource(["runc"], "/usr/sbin/runc")],
  advice,
};

const cniPlugins = ["bridge", "host-local", "loopback"];
const cniFolders = ["/usr/lib/cni", "/opt/cni/bin"];

/** What a node needs to run containers. All paths are absolute. */
export interface ContainerRuntime {
  containerd: string;
  ctr: string;
  runc: string;
  /** The folder with the CNI plugins. */
  cniBinFolder: string;
}

/**
 * containerd with its client, runc and the CNI plugins.
 * @throws MissingPartError
 */
export async function ensureContainerRuntime(log: Log): Promise<ContainerRuntime> {
  return {
    containerd: await acquire(containerd, log),
    ctr: await acquire(ctr, log),
    runc: await acquire(runc, log),
    cniBinFolder: await ensureCniBinFolder(log),
  };
}

async function ensureCniBinFolder(log: Log): Promise<string> {
  const chosen = process.env.CNI_BIN_FOLDER;
  const folders = chosen === undefined || chosen === "" ? cniFolders : [chosen];
  const present = await firstWithPlugins(folders);
  if (present !== undefined) return present;
  const reason = await installAptPackages(["containernetworking-plugins"], log).then(
    () => "the package brought no plugins",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const installed = await firstWithPlugins(cniFolders);
  if (installed !== undefined) return installed;
  throw new MissingPartError(
    `The CNI plugins ${cniPlugins.join(", ")} are not in ${folders.join(" or ")}; ${reason}. ` +
      "Install containernetworking-plugins or set CNI_BIN_FOLDER.",
  );
}

async function firstWithPlugins(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const all = await Promise.allSettled(cniPlugins.map((plugin) => access(join(folder, plugin))));
    if (all.every((plugin) => plugin.status === "fulfilled")) return folder;
  }
  return undefined;
}

function isSupported(version: string): boolean {
  const { major, minor } = majorMinor(version);
  return major > 1 || (major === 1 && minor >= 6);
}
