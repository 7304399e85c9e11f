import { randomBytes } from "node:crypto";
import pg from "pg";
import { atDatabase } from "./test-server";

/** A migrated, otherwise empty database of one test file. */
export interface TestDatabase {
  /** Connection address of the role that owns its tables. */
  url: string;
  name: string;
  /** Ends what is still connected and removes the database. */
  drop: () => Promise<void>;
}

/** Where the run's server and its template are; set by db-setup for every test process. */
export const testServerVariables = {
  url: "EDICT_TEST_SERVER_URL",
  template: "EDICT_TEST_SERVER_TEMPLATE",
} as const;

/**
 * Clones the run's template database. Call it in `beforeAll` and `drop` it in `afterAll`.
 * @throws Error outside of a vitest project with scripts/testing/db-setup.ts
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const url = process.env[testServerVariables.url];
  const template = process.env[testServerVariables.template];
  if (url === undefined || template === undefined) {
    throw new Error("createTestDatabase works in files called *.db.test.ts and *.it.test.ts.");
  }
  const name = `test_${randomBytes(8).toString("hex")}`;
  await query(url, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return {
    url: atDatabase(url, name),
    name,
    drop: () => query(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
