import { join } from "node:path";
import { migrateDatabase } from "@/lib/data/migrate";
import { progress } from "../bootstrap/progress.mjs";
import { buildProduct } from "../build/build-product";
import { portProblem } from "../cluster/ports";
import { makeDataFolder } from "../postgres/place";
import { startPostgres } from "../postgres/start-postgres";
import { OwnedError, takeOwnership } from "../processes/ownership";
import { ensureOpa } from "../tools/opa";
import { projectFolder, type Log } from "../tools/paths";
import type { Cleanups } from "./cleanups";
import { addressesOf, childEnvironment } from "./environment";
import { untilHealthy } from "./health";
import type { StartOptions } from "./options";
import { followParent, startService } from "./service";
import { workerNodeFlags } from "./worker-flags";

const healthyMs = 120_000;
const consoleGraceMs = 5_000;
const workerGraceMs = 20_000;

/** Everything of Edict, running. */
export interface Product {
  /** Address of the console on this machine. */
  url: string;
  databaseUrl: string;
  /** Settles with a sentence when a part can't be kept running. Pending for ever otherwise. */
  failed: Promise<string>;
}

/**
 * Brings up database, worker and console, and waits until the console is healthy.
 * @param cleanups takes what stops it all, in the order console, worker, database
 * @throws Error with a sentence a person can act on; run the cleanups then
 */
export async function startProduct(options: StartOptions, cleanups: Cleanups, log: Log): Promise<Product> {
  const { shown, internal } = addressesOf(options);
  await takeDataFolder(options, shown, cleanups);
  await assertPortFree(options);
  const opaPath = await ensureOpa(log);
  const database = await startDatabase(options.dataDir, cleanups, log);
  await buildProduct(log, options.dev ? ["agent"] : undefined);
  const environment = childEnvironment(options, { databaseUrl: database.url, opaPath });
  const worker = startService({
    name: "worker",
    args: options.dev
      ? // What tsx starts has to follow tsx, as tsx follows us.
        [tsxProgram, "watch", "--import", followParent, "lib/worker/main.ts"]
      : [...workerNodeFlags, "dist/worker.mjs"],
    environment,
    graceMs: workerGraceMs,
    log,
  });
  await cleanups.add(worker.stop);
  const console = startService({
    name: "console",
    args: [nextProgram, options.dev ? "dev" : "start", "--port", String(options.port), ...hostArgs(options)],
    environment,
    graceMs: consoleGraceMs,
    log,
  });
  await cleanups.add(console.stop);
  const failed = Promise.race([database.failed, worker.failed, console.failed]);
  await untilHealthy(internal, failed, healthyMs);
  return { url: shown, databaseUrl: database.url, failed };
}

const tsxProgram = join(projectFolder, "node_modules", "tsx", "dist", "cli.mjs");
const nextProgram = join(projectFolder, "node_modules", "next", "dist", "bin", "next");

function hostArgs({ host }: StartOptions): string[] {
  return host === undefined ? [] : ["--hostname", host];
}

async function takeDataFolder({ dataDir }: StartOptions, url: string, cleanups: Cleanups): Promise<void> {
  makeDataFolder(dataDir);
  try {
    const ownership = await takeOwnership(join(dataDir, "edict.owner"), url);
    await cleanups.add(ownership.release);
  } catch (error) {
    if (!(error instanceof OwnedError)) throw error;
    throw new Error(
      `Edict is already running at ${error.owner.note} (process ${error.owner.pid}), with its data in ${dataDir}.\nStop that one first, or start another with --data FOLDER --port PORT.`,
      { cause: error },
    );
  }
}

async function assertPortFree({ host, port }: StartOptions): Promise<void> {
  const problem = await portProblem(host ?? "::", port).catch(() => portProblem("0.0.0.0", port));
  if (problem === undefined) return;
  if (problem === "no such address" && host === undefined) return;
  const reasons = {
    busy: `Port ${port} is in use by another program. Choose another one: npm start -- --port ${port + 1}`,
    "not permitted": `This user may not listen on port ${port}. Choose one above 1023: npm start -- --port 3000`,
    "no such address": `This machine has no address ${host ?? ""}. Leave out --host to listen on all it has.`,
  };
  throw new Error(reasons[problem]);
}

interface Database {
  url: string;
  failed: Promise<string>;
}

async function startDatabase(dataDir: string, cleanups: Cleanups, log: Log): Promise<Database> {
  const given = process.env.DATABASE_URL;
  const database =
    given === undefined || given === "" ? await startEmbedded(dataDir, cleanups, log) : atUrl(given);
  const done = progress("Preparing the database", log);
  await migrateDatabase({
    databaseUrl: database.url,
    migrationsDir: join(projectFolder, "prisma", "migrations"),
    log,
  }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message || String(error) : String(error);
    throw new Error(`The database can't be prepared. ${reason}`, { cause: error });
  });
  done();
  return database;
}

function atUrl(url: string): Database {
  return { url, failed: new Promise(() => undefined) };
}

async function startEmbedded(dataDir: string, cleanups: Cleanups, log: Log): Promise<Database> {
  const postgres = await startPostgres({ dataDir, log });
  await cleanups.add(postgres.stop);
  return postgres;
}
