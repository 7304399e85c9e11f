import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { signal } from "../cluster/processes";
import { lastLines } from "../tools/run";
import type { PostgresBinaries } from "./binaries";
import { postgresEnvironment } from "./create-cluster";
import { readPidFile } from "./pid-file";
import { makePrivateFolder, type PostgresPlace } from "./place";
import type { SystemUser } from "./system-user";

const readyMs = 60_000;
const pollMs = 15;
/** A system's limit for the address of a socket, less its name. */
const socketFolderLengthMax = 85;

/** A Postgres that accepts connections. */
export interface Server {
  pid: number;
  /** Settles when it ends, with a sentence and the end of its log. Never rejects. */
  ended: Promise<string>;
  /** Ends open transactions, flushes and stops. */
  stop: () => Promise<void>;
}

export interface ServerOptions {
  place: PostgresPlace;
  binaries: PostgresBinaries;
  user: SystemUser | undefined;
  port: number;
  settings: Record<string, string>;
}

/** The server ended before it was ready. The message is what it logged. */
export class ServerStartError extends Error {
  override name = "ServerStartError";
}

/**
 * Starts the server in a process group of its own, so that Ctrl-C in a terminal does not reach it before its clients.
 * On Linux it shuts down in order when this process dies, however that happens.
 * @throws ServerStartError
 */
export async function launchServer(options: ServerOptions): Promise<Server> {
  const { place, user } = options;
  const logStart = existsSync(place.logFile) ? statSync(place.logFile).size : 0;
  const child = spawnServer(options);
  const exit = new Promise<string>((settle) => {
    child.once("exit", (code, name) => settle(name ?? `exit ${code ?? "unknown"}`));
    child.once("error", (error) => settle(error.message));
  });
  const pid = child.pid ?? 0;
  const stopAtExit = () => void child.kill("SIGINT");
  process.once("exit", stopAtExit);
  void exit.then(() => process.off("exit", stopAtExit));
  let gone = false;
  const ended = exit.then((how) => {
    gone = true;
    return `Postgres ended (${how}). The end of ${place.logFile}:\n${lastLines(logSince(place.logFile, logStart), 8)}`;
  });
  await untilReady(child, place, () => gone);
  if (gone) throw new ServerStartError(await ended);
  // SIGINT is Postgres's fast shutdown, SIGQUIT its immediate one.
  const stop = async () => {
    for (const [name, graceMs] of [
      ["SIGINT", 20_000],
      ["SIGQUIT", 5_000],
      ["SIGKILL", 5_000],
    ] as const) {
      if (!gone) signal(pid, name);
      await Promise.race([exit, wait(graceMs, undefined, { ref: false })]);
      if (gone) return;
    }
  };
  return { pid, ended, stop };

  function spawnServer({ binaries, port, settings }: ServerOptions): ChildProcess {
    const logFile = openSync(place.logFile, "a", 0o600);
    const pairs = Object.entries({
      ...settings,
      port: String(port),
      unix_socket_directories: socketFolder(place, user),
    });
    const args = pairs.flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const [command = "", ...rest] = [...dieWithParent(), binaries.postgres, "-D", place.cluster, ...args];
    const spawned = spawn(command, rest, {
      cwd: place.folder,
      detached: true,
      env: postgresEnvironment(place.folder),
      stdio: ["ignore", logFile, logFile],
      ...(user !== undefined && { uid: user.uid, gid: user.gid }),
    });
    closeSync(logFile);
    return spawned;
  }
}

async function untilReady(child: ChildProcess, place: PostgresPlace, isGone: () => boolean): Promise<void> {
  const deadline = Date.now() + readyMs;
  for (;;) {
    await wait(pollMs);
    if (isGone()) return;
    const file = readPidFile(place.cluster);
    if (file?.pid === child.pid && file?.status === "ready") return;
    if (Date.now() > deadline) {
      if (child.pid !== undefined) signal(child.pid, "SIGQUIT");
      throw new ServerStartError(
        `Postgres was not ready after ${readyMs / 1000} s. Its log is ${place.logFile}.`,
      );
    }
  }
}

/** `psql -h FOLDER -p PORT` works where the path is short enough for a socket. */
function socketFolder(place: PostgresPlace, user: SystemUser | undefined): string {
  const folder = join(place.folder, "socket");
  if (process.platform === "win32" || folder.length > socketFolderLengthMax) return "";
  makePrivateFolder(folder, user);
  return folder;
}

function dieWithParent(): string[] {
  const setpriv = "/usr/bin/setpriv";
  return process.platform === "linux" && existsSync(setpriv) ? [setpriv, "--pdeathsig", "INT", "--"] : [];
}

function logSince(path: string, start: number): string {
  try {
    return readFileSync(path).subarray(start).toString("utf8");
  } catch {
    return "";
  }
}
