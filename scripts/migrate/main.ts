import { resolve } from "node:path";
import { migrateDatabase, MigrationError } from "@/lib/data/migrate";
import { migrationEnv } from "@/lib/env";

/** Brings the database at DATABASE_URL to the newest schema and ends: the one-shot service of a deployment. */
async function main(): Promise<number> {
  const { DATABASE_URL: databaseUrl } = migrationEnv();
  const applied = await migrateDatabase({
    databaseUrl,
    migrationsDir: resolve("prisma/migrations"),
    log: (line) => console.log(line),
  });
  console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.length} migrations.`);
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  if (error instanceof MigrationError) console.error(error.message);
  else console.error("The database can't be migrated:", error);
  return 1;
});
