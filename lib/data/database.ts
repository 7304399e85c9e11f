import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient, type Prisma } from "./generated/client";
import type { Sql, SqlValue } from "./sql";
import type { z } from "zod";

/** Prisma inside one transaction of one organization. */
export type Tx = Prisma.TransactionClient;

/** The connection pools of a process. Nothing in it is usable without choosing a door: `forOrganization` or `forSystem`. */
export interface Database {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  close(): Promise<void>;
}

/**
 * @param url PostgreSQL connection URL of the role that owns the tables.
 * @param connectionsMax upper bound of each of the two pools.
 */
export function openDatabase(url: string, connectionsMax = 8): Database {
  const pool = new pg.Pool({ connectionString: url, max: connectionsMax, idleTimeoutMillis: 30_000 });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connectionsMax }) });
  return {
    pool,
    prisma,
    close: async () => {
      await Promise.all([pool.end(), prisma.$disconnect()]);
    },
  };
}

const enterOrganization =
  "SELECT set_config('role', 'edict_app', true), set_config('app.organization', $1, true)";
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function checkedOrganization(organizationId: string): string {
  if (!uuid.test(organizationId)) throw new Error("forOrganization needs an organization id");
  return organizationId;
}

/** Tenancy, lock two: one Prisma transaction as `edict_app`, seeing exactly this organization (and the built-in library, read-only). */
export async function forOrganization<T>(
  db: Database,
  organizationId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const id = checkedOrganization(organizationId);
  return await db.prisma.$transaction(
    async (tx) => {
      await tx.$queryRawUnsafe(enterOrganization, id);
      return await work(tx);
    },
    { maxWait: 10_000, timeout: 30_000 },
  );
}

/** The same lock for statements written by hand: ingest, evaluation, lists. Rolls back when `work` throws. */
export async function forOrganizationSql<T>(
  db: Database,
  organizationId: string,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const id = checkedOrganization(organizationId);
  return await inTransaction(db, async (client) => {
    await client.query(enterOrganization, [id]);
    return await work(sqlOf(client));
  });
}

async function inTransaction<T>(db: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let failure: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    // A connection whose transaction failed for a reason other than the database's own refusal may be half dead.
    client.release(failure !== undefined && !(failure instanceof pg.DatabaseError));
  }
}

/** `Sql` over a Prisma transaction, for services that write through Prisma and need one statement by hand in the same transaction. */
export function sqlInPrisma(tx: Tx): Sql {
  return {
    rows: async <T>(row: z.ZodType<T>, text: string, values: readonly SqlValue[] = []) => {
      const found: unknown = await tx.$queryRawUnsafe(text, ...values);
      return row.array().parse(found);
    },
    run: async (text, values = []) => await tx.$executeRawUnsafe(text, ...values),
  };
}

function sqlOf(client: pg.PoolClient): Sql {
  return {
    rows: async <T>(row: z.ZodType<T>, text: string, values: readonly SqlValue[] = []) => {
      const result = await client.query<Record<string, unknown>>(text, [...values]);
      return result.rows.map((found) => row.parse(found));
    },
    run: async (text, values = []) => (await client.query(text, [...values])).rowCount ?? 0,
  };
}
