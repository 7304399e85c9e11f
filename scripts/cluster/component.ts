import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureFolder } from "../tools/paths";
import { lastLines } from "../tools/run";
import { signal, waitUntilGone } from "./processes";

/** A program of a cluster that runs. */
export interface Component {
  name: string;
  pid: number;
  /** Settles when the program ends, with a sentence and the end of its log. Never rejects. */
  ended: Promise<string>;
  /** Asks the program to end, kills it when it does not, and waits until it is gone. */
  stop: () => Promise<void>;
}

export interface ComponentOptions {
  name: string;
  program: string;
  args: readonly string[];
  logFolder: string;
  environment?: Record<string, string>;
  /** How long it may take to end by itself before it is killed. */
  graceMs?: number;
}

/**
 * Starts a program of the cluster in a process group of its own, so that Ctrl-C in a terminal reaches only the
 * parent and the order of stopping stays ours. On Linux it also dies with this process, however that ends.
 * @throws Error when the program can't be started
 */
export async function startComponent(options: ComponentOptions): Promise<Component> {
  const logPath = join(ensureFolder(options.logFolder), `${options.name}.log`);
  const logFile = openSync(logPath, "w", 0o600);
  const [command, ...args] = [...(await dieWithParent()), options.program, ...options.args];
  if (command === undefined) throw new Error(`${options.name} has no program`);
  const child = spawn(command, args, {
    detached: true,
    stdio: ["ignore", logFile, logFile],
    env: { ...process.env, ...options.environment },
  });
  closeSync(logFile);
  const started = new Promise<void>((settle, fail) => child.once("spawn", settle).once("error", fail));
  const exit = new Promise<string>((settle) => {
    child.once("exit", (code, signalName) => settle(signalName ?? `exit ${code ?? "unknown"}`));
  });
  await started;
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${options.name} did not start`);
  const killOnExit = () => signal(pid, "SIGKILL");
  process.once("exit", killOnExit);
  let gone = false;
  const ended = exit.then(async (how) => {
    gone = true;
    process.off("exit", killOnExit);
    const log = await readFile(logPath, "utf8").catch(() => "");
    return `${options.name} ended (${how}). The end of ${logPath}:\n${lastLines(log, 8)}`;
  });
  const stop = async () => {
    if (!gone) signal(pid, "SIGTERM");
    if (!gone && !(await waitUntilGone([pid], options.graceMs ?? 5_000))) signal(pid, "SIGKILL");
    await exit;
  };
  return { name: options.name, pid, ended, stop };
}

/** `setpriv` sets the parent-death signal, which Node can't; without it a kill -9 is cleaned up at the next start. */
async function dieWithParent(): Promise<string[]> {
  if (process.platform !== "linux") return [];
  const path = "/usr/bin/setpriv";
  return access(path).then(
    () => [path, "--pdeathsig", "KILL", "--"],
    () => [],
  );
}
