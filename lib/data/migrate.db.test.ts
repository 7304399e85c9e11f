import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/database";
import { migrateDatabase } from "./migrate";

const shipped = "prisma/migrations";
let database: TestDatabase;
let client: pg.Client;
let migrationsDir = "";
const shippedCount = readdirSync(shipped, { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
).length;

beforeEach(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  migrationsDir = await mkdtemp(join(tmpdir(), "edict-migrations-"));
  await cp(shipped, migrationsDir, { recursive: true });
});
afterEach(async () => {
  await client.end();
  await database.drop();
  await rm(migrationsDir, { recursive: true, force: true });
});

function migrate(): Promise<string[]> {
  return migrateDatabase({ databaseUrl: database.url, migrationsDir, log: () => undefined });
}

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(migrationsDir, name), { recursive: true });
  await writeFile(join(migrationsDir, name, "migration.sql"), sql);
}

async function history(): Promise<Record<string, unknown>[]> {
  const result = await client.query<Record<string, unknown>>(
    "SELECT * FROM _prisma_migrations ORDER BY migration_name",
  );
  return result.rows;
}

test("a migrated database needs nothing", async () => {
  expect(await migrate()).toEqual([]);
});

test("history is what prisma migrate deploy writes", async () => {
  const [first] = await history();
  const sql = await readFile(join(shipped, "20261124000000_init", "migration.sql"));
  expect(first).toMatchObject({
    migration_name: "20261124000000_init",
    checksum: createHash("sha256").update(sql).digest("hex"),
    applied_steps_count: 1,
    logs: null,
    rolled_back_at: null,
  });
  expect(first?.finished_at).toBeInstanceOf(Date);
});

test("two processes that start at once apply each migration once", async () => {
  await addMigration("29990101000000_slow", "SELECT pg_sleep(0.2); CREATE TABLE added (id int);");
  const applied = await Promise.all([migrate(), migrate(), migrate()]);
  expect(applied.flat()).toEqual(["29990101000000_slow"]);
  expect(await history()).toHaveLength(shippedCount + 1);
});

test("a failed migration leaves nothing behind and is applied once it is repaired", async () => {
  await addMigration("29990101000000_broken", "CREATE TABLE added (id int); SELECT 1 / 0;");
  await expect(migrate()).rejects.toThrow(
    "29990101000000_broken failed and was rolled back: division by zero",
  );
  expect(await history()).toHaveLength(shippedCount);
  await addMigration("29990101000000_broken", "CREATE TABLE added (id int);");
  expect(await migrate()).toEqual(["29990101000000_broken"]);
});

test("a migration changed after it was applied is refused by name", async () => {
  await addMigration("20261124000000_init", "SELECT 1;");
  await expect(migrate()).rejects.toThrow("20261124000000_init was changed after it was applied");
});

test("other line ends are no change", async () => {
  const sql = await readFile(join(shipped, "20261124000000_init", "migration.sql"), "utf8");
  await addMigration("20261124000000_init", sql.replaceAll("\n", "\r\n"));
  expect(await migrate()).toEqual([]);
});

test("a migration that prisma left half way stops everything after it", async () => {
  await client.query("UPDATE _prisma_migrations SET finished_at = NULL");
  await addMigration("29990101000000_next", "CREATE TABLE added (id int);");
  await expect(migrate()).rejects.toThrow("20261124000000_init failed half way");
  expect(await history()).toHaveLength(shippedCount);
});

test("the job queue is ready with the schema", async () => {
  const { rows } = await client.query("SELECT count(*)::int AS jobs FROM graphile_worker.jobs");
  expect(rows).toEqual([{ jobs: 0 }]);
});
