import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";

/** The key `prisma migrate deploy` locks with, so that its CLI and this runner exclude each other. */
const prismaLockKey = 72_707_369;

/** As Prisma creates it: its CLI must find a table it recognises. */
const historyTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

export interface MigrateOptions {
  /** Of the role that owns the tables. */
  databaseUrl: string;
  /** `prisma/migrations`: one folder with a `migration.sql` for each migration, applied in the order of their names. */
  migrationsDir: string;
  /** Receives one line for each migration applied. */
  log: (line: string) => void;
}

interface Migration {
  name: string;
  sql: string;
}

interface HistoryRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** The database and the migrations disagree in a way that applying more would hide. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/**
 * Brings a database to the newest schema: the job queue's own, then ours, recorded as `prisma migrate deploy` does.
 * Each migration is one transaction, so a failed one leaves nothing behind. Safe to run from several processes at once.
 * @returns the names of the migrations applied now
 * @throws MigrationError when an applied migration was changed or an earlier one failed half way
 */
export async function migrateDatabase({
  databaseUrl,
  migrationsDir,
  log,
}: MigrateOptions): Promise<string[]> {
  const migrations = await readMigrations(migrationsDir);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  // A connection that the server ends is reported by the query that needs it.
  pool.on("error", () => undefined);
  pool.on("connect", (connection) => connection.on("error", () => undefined));
  try {
    const client = await pool.connect();
    try {
      await client.query("SELECT pg_advisory_lock($1)", [prismaLockKey]);
      await runMigrations({ pgPool: pool });
      return await applyMissing(client, migrations, log);
    } finally {
      // Destroyed, not returned: the session's advisory lock goes with it even after an error.
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}

async function readMigrations(migrationsDir: string): Promise<Migration[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({
      name,
      sql: await readFile(join(migrationsDir, name, "migration.sql"), "utf8"),
    })),
  );
}

async function applyMissing(
  client: pg.PoolClient,
  migrations: readonly Migration[],
  log: (line: string) => void,
): Promise<string[]> {
  await client.query(historyTable);
  const { rows } = await client.query<HistoryRow>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  const history = new Map(rows.map((row) => [row.migration_name, row]));
  const missing = migrations.filter((migration) => !isApplied(migration, history.get(migration.name)));
  const known = new Set(migrations.map((migration) => migration.name));
  const newer = [...history.keys()].filter((name) => !known.has(name));
  if (newer.length > 0) log(`The database has migrations this version does not know: ${newer.join(", ")}.`);
  for (const migration of missing) await apply(client, migration, log);
  return missing.map((migration) => migration.name);
}

function isApplied(migration: Migration, row: HistoryRow | undefined): boolean {
  if (row === undefined) return false;
  if (row.finished_at === null) {
    throw new MigrationError(
      `Migration ${migration.name} failed half way in this database. Repair it, then mark it with "prisma migrate resolve".`,
    );
  }
  if (!checksumsOf(migration.sql).includes(row.checksum)) {
    throw new MigrationError(
      `Migration ${migration.name} was changed after it was applied to this database. Restore its file and write a new migration.`,
    );
  }
  return true;
}

/** Prisma accepts the file with either kind of line end: a checkout on Windows may have changed them. */
function checksumsOf(sql: string): string[] {
  const unix = sql.replaceAll("\r\n", "\n");
  return [sql, unix, unix.replaceAll("\n", "\r\n")].map(checksum);
}

function checksum(sql: string): string {
  return createHash("sha256").update(sql).digest("hex");
}

async function apply(
  client: pg.PoolClient,
  { name, sql }: Migration,
  log: (line: string) => void,
): Promise<void> {
  const startedAt = Date.now();
  const id = randomUUID();
  try {
    await client.query("BEGIN");
    await client.query(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, clock_timestamp())",
      [id, checksum(sql), name],
    );
    await client.query(sql);
    await client.query(
      "UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1",
      [id],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`Migration ${name} failed and was rolled back: ${reason}`, { cause: error });
  }
  log(`Applied migration ${name} (${Date.now() - startedAt} ms)`);
}
