import { renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { freePort } from "../cluster/ports";
import { takeOwnership } from "../processes/ownership";
import type { Log } from "../tools/paths";
import { findBinaries } from "./binaries";
import { createCluster, ownerRole } from "./create-cluster";
import { endLeftover } from "./pid-file";
import { preparePlace } from "./place";
import { launchServer, ServerStartError, type Server, type ServerOptions } from "./server";
import { serverSettings, type Durability } from "./settings";
import { userToBecome } from "./system-user";

const loopback = "127.0.0.1";
const databaseName = "edict";
const logBytesMax = 10 * 1024 * 1024;
/** How long a start may be refused because children of a killed server still end. */
const refusedMs = 15_000;
const restartPauseMs = 300;

export interface PostgresOptions {
  /** Everything of it is in here and survives a stop. Made when missing. */
  dataDir: string;
  log: Log;
  /** "durable" when left out. */
  durability?: Durability;
}

/** An embedded Postgres that runs. One that dies is started again on the same port until it is stopped. */
export interface Postgres {
  /** Of the database `edict`, with the password, on the loopback address. */
  url: string;
  port: number;
  /** Where `psql -h` finds its socket and its log is named in messages. */
  dataDir: string;
  /** Process id of the server that runs now. */
  pid: () => number;
  /** Settles with a sentence when it can't be kept running. Pending for ever otherwise. */
  failed: Promise<string>;
  /** Ends it in order and waits until it is gone. May be called twice. */
  stop: () => Promise<void>;
}

/**
 * Starts the Postgres that comes with Edict, with a database `edict` in it.
 * @throws OwnedError when another process runs one in this folder, ServerStartError, or Error with a sentence
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { log, durability = "durable" } = options;
  const user = userToBecome();
  const place = preparePlace(resolve(options.dataDir), user, log);
  const ownership = await takeOwnership(join(place.dataDir, "postgres.owner"), "the embedded Postgres");
  try {
    const binaries = findBinaries(user);
    trimLog(place.logFile);
    await endLeftover(place.cluster, log);
    await createCluster(place, binaries, user, durability);
    const settings = serverSettings(durability);
    const server = await launchPatiently({ place, binaries, user, port: await freePort(loopback), settings });
    const kept = keepRunning(server, log);
    const url = `postgresql://${ownerRole}:${place.password}@${loopback}:${server.options.port}/${databaseName}`;
    try {
      await createDatabase(url);
    } catch (error) {
      await kept.stop();
      throw error;
    }
    return {
      url,
      port: server.options.port,
      dataDir: place.dataDir,
      pid: kept.pid,
      failed: kept.failed,
      stop: async () => {
        await kept.stop();
        await ownership.release();
      },
    };
  } catch (error) {
    await ownership.release();
    throw error;
  }
}

interface Launched {
  server: Server;
  options: ServerOptions;
}

/** Tries again where a start is refused for a reason that passes: old children still end, or the port was taken meanwhile. */
async function launchPatiently(options: ServerOptions, keepPort = false): Promise<Launched> {
  const deadline = Date.now() + refusedMs;
  let current = options;
  for (;;) {
    try {
      return { server: await launchServer(current), options: current };
    } catch (error) {
      const reason = error instanceof ServerStartError ? error.message : "";
      const portTaken = /could not bind|Address already in use/.test(reason);
      const oldChildren = /pre-existing shared memory|lock file|still in use/.test(reason);
      if ((!portTaken && !oldChildren) || Date.now() > deadline) throw error;
      await wait(restartPauseMs);
      if (portTaken && !keepPort) current = { ...current, port: await freePort(loopback) };
    }
  }
}

function keepRunning(first: Launched, log: Log): Pick<Postgres, "failed" | "pid" | "stop"> {
  let { server } = first;
  let stopping: Promise<void> | undefined;
  const watch = async (): Promise<string> => {
    for (;;) {
      const how = await server.ended;
      if (stopping !== undefined) return new Promise<string>(() => undefined);
      log(`${how}\nStarting Postgres again…`);
      try {
        ({ server } = await launchPatiently(first.options, true));
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
      if (stopping !== undefined) await server.stop();
    }
  };
  const failed = watch();
  return { failed, pid: () => server.pid, stop: () => (stopping ??= server.stop()) };
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, "/postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [databaseName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}

/** Keeps one older log beside the newest. */
function trimLog(path: string): void {
  try {
    if (statSync(path).size < logBytesMax) return;
    rmSync(`${path}.1`, { force: true });
    renameSync(path, `${path}.1`);
  } catch {
    // No log yet.
  }
}
