import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { projectFolder, type Log } from "../tools/paths";
import { Backoff } from "./backoff";

/** Node loads it first; it ends the process when its parent is gone. */
export const followParent = fileURLToPath(new URL("./follow-parent.mjs", import.meta.url));

/** EX_CONFIG, as lib/env ends a process whose environment is wrong: it will not come right by itself. */
const configurationExitCode = 78;

export interface ServiceOptions {
  /** In front of each of its lines. */
  name: string;
  /** Arguments for Node: a script and its own. */
  args: readonly string[];
  environment: Record<string, string>;
  /** How long it may take to end by itself before it is killed. */
  graceMs: number;
  log: Log;
}

/** A Node process that is started again when it ends by itself. */
export interface Service {
  /** Process id of the one that runs now. */
  pid: () => number | undefined;
  /** Settles with a sentence when starting it again is pointless. Pending for ever otherwise. */
  failed: Promise<string>;
  /** Asks it to end, kills it when it does not, and waits until it is gone. May be called twice. */
  stop: () => Promise<void>;
}

/** Starts a service. Its output goes to the log line by line. */
export function startService(options: ServiceOptions): Service {
  const { name, log } = options;
  const backoff = new Backoff();
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  const keepRunning = async (): Promise<string | undefined> => {
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      child = launch(options);
      const how = await endOf(child);
      if (stopping.signal.aborted) return undefined;
      if (how === `exit ${configurationExitCode}`) return `The ${name} can't run with this configuration.`;
      const pauseMs = backoff.pause(Date.now() - startedAt);
      log(`The ${name} ended (${how}). Starting it again in ${pauseMs / 1000} s.`);
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    return undefined;
  };
  const running = keepRunning();
  const stop = async () => {
    stopping.abort();
    child?.kill("SIGTERM");
    const gone = await Promise.race([running.then(() => true), wait(options.graceMs, false, { ref: false })]);
    if (!gone) child?.kill("SIGKILL");
    await running;
  };
  const failed = running.then((failure) => failure ?? new Promise<string>(() => undefined));
  return { pid: () => child?.pid, failed, stop };
}

/** A process group of its own: Ctrl-C in a terminal reaches only the parent, which stops everything in order. */
function launch({ name, args, environment, log }: ServiceOptions): ChildProcess {
  const child = spawn(process.execPath, ["--import", followParent, ...args], {
    cwd: projectFolder,
    detached: process.platform !== "win32",
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on("line", (line) => log(`${name} │ ${line}`));
  }
  const killOnExit = () => child.kill("SIGKILL");
  process.once("exit", killOnExit);
  child.once("exit", () => process.off("exit", killOnExit));
  return child;
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((settle) => {
    child.once("error", (error) => settle(error.message));
    child.once("exit", (code, signal) => settle(signal ?? `exit ${code ?? "unknown"}`));
  });
}
