import { createHash } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrateDatabase } from "@/lib/data/migrate";
import { isRunning } from "@/lib/engine/compiler/process-identity";
import { readRecord } from "../processes/ownership";
import { startPostgres } from "../postgres/start-postgres";
import { projectFolder, type Log } from "../tools/paths";

const folderPrefix = "edict-test-postgres-";
const migrationsDir = join(projectFolder, "prisma", "migrations");

/** A Postgres for tests with a migrated database to clone. */
export interface TestServer {
  /** Of a role that may create databases, at the database `postgres` or another existing one. */
  url: string;
  /** Name of the database to clone. */
  template: string;
  stop: () => Promise<void>;
}

/**
 * Starts a Postgres that keeps nothing, in a folder that goes away with it, or uses the one at `EDICT_TEST_DATABASE_URL`.
 * @throws what startPostgres and migrateDatabase throw
 */
export async function startTestServer(log: Log): Promise<TestServer> {
  const given = process.env.EDICT_TEST_DATABASE_URL;
  if (given !== undefined && given !== "") {
    return { url: given, template: await ensureTemplate(given), stop: () => Promise.resolve() };
  }
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), folderPrefix));
  // The server may run as another user, who has to pass through.
  await chmod(folder, 0o711);
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const postgres = await startPostgres({ dataDir: join(folder, "data"), log, durability: "disposable" });
    const stop = async () => {
      await postgres.stop();
      await remove();
    };
    try {
      return { url: postgres.url, template: await ensureTemplate(postgres.url), stop };
    } catch (error) {
      await postgres.stop();
      throw error;
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The same address at another database of the server. */
export function atDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** The template's name is the hash of what is in it, so that a server that lives on is never stale. */
async function ensureTemplate(url: string): Promise<string> {
  const template = `edict_template_${await hashOfMigrations()}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [template]);
    const { rows } = await client.query<{ ready: boolean }>(
      "SELECT datistemplate AS ready FROM pg_database WHERE datname = $1",
      [template],
    );
    if (rows[0]?.ready === true) return template;
    if (rows[0] !== undefined) await client.query(`DROP DATABASE ${template} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${template}`);
    await migrateDatabase({ databaseUrl: atDatabase(url, template), migrationsDir, log: () => undefined });
    await client.query(`ALTER DATABASE ${template} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
    return template;
  } finally {
    await client.end();
  }
}

async function hashOfMigrations(): Promise<string> {
  const hash = createHash("sha256");
  const names = (await readdir(migrationsDir, { recursive: true })).sort();
  for (const name of names.filter((entry) => entry.endsWith(".sql"))) {
    hash.update(name).update(await readFile(join(migrationsDir, name)));
  }
  hash.update(await readFile(join(projectFolder, "node_modules", "graphile-worker", "package.json")));
  return hash.digest("hex").slice(0, 16);
}

/** Folders of runs that were killed. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = join(tmpdir(), name);
    const owner = await readRecord(join(folder, "data", "postgres.owner"));
    if (owner !== undefined && !isRunning(owner)) await rm(folder, { recursive: true, force: true });
  }
}
