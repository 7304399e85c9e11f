import { readdir, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isAlive } from "../tools/file-lock";
import { run } from "../tools/run";

/** The programs a cluster starts: nothing else is ever killed as its leftover. */
const clusterPrograms = new Set([
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kubelet",
  "containerd",
  "containerd-shim-runc-v2",
]);

export interface FoundProcess {
  pid: number;
  program: string;
}

/**
 * Processes of a cluster that run now: a program of a cluster with one of these paths in its arguments.
 * @param paths the cluster's own folders and sockets, absolute
 */
export async function findClusterProcesses(paths: readonly string[]): Promise<FoundProcess[]> {
  const found: FoundProcess[] = [];
  for (const { pid, args } of await listProcesses()) {
    const program = basename(args[0] ?? "");
    if (pid === process.pid || !clusterPrograms.has(program)) continue;
    if (args.some((arg) => paths.some((path) => arg.endsWith(path) || arg.includes(`${path}/`)))) {
      found.push({ pid, program });
    }
  }
  return found;
}

/** Kills processes at once and waits until they are gone. */
export async function killAll(pids: readonly number[]): Promise<void> {
  for (const pid of pids) signal(pid, "SIGKILL");
  await waitUntilGone(pids, 5_000);
}

/** Waits until none of the processes runs. False when the time is over first. */
export async function waitUntilGone(pids: readonly number[], timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while ((await Promise.all(pids.map(isRunning))).includes(true)) {
    if (Date.now() > deadline) return false;
    await wait(20);
  }
  return true;
}

/** A process that ended but was not collected by its parent yet doesn't run any more. */
async function isRunning(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return !/\) [ZX] /.test(status);
}

/** Sends a signal to a process that may be gone already. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already, which is what signals here are for.
  }
}

async function listProcesses(): Promise<{ pid: number; args: string[] }[]> {
  if (process.platform !== "linux") return listWithPs();
  const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry));
  const all = await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      return { pid: Number(pid), args: text.split("\0").filter((arg) => arg !== "") };
    }),
  );
  return all.filter(({ args }) => args.length > 0);
}

async function listWithPs(): Promise<{ pid: number; args: string[] }[]> {
  const { stdout } = await run("ps", ["-axww", "-o", "pid=,command="]);
  return stdout.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(.*)$/.exec(line);
    return match?.[1] === undefined || match[2] === undefined
      ? []
      : [{ pid: Number(match[1]), args: match[2].split(" ") }];
  });
}
