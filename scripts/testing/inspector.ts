import pg from "pg";
import { tenantTables } from "./tenancy-check";

/** Looks at a test's database as its owner does, past row level security. */
export interface Inspector {
  rows: <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<T[]>;
  /** Table → digest of all its rows: equal before and after exactly when nothing was written. */
  digests: () => Promise<Record<string, string>>;
  /** The same of the rows of these organizations only, for a database in which others are at work. */
  digestsOf: (organizationIds: readonly string[]) => Promise<Record<string, string>>;
  /** Every value of every row of every schema of ours, as text. */
  dump: () => Promise<string>;
  close: () => Promise<void>;
}

export async function openInspector(databaseUrl: string): Promise<Inspector> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const rows = async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
    (await client.query<T>(sql, values)).rows;
  const tables = await rows<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND (n.nspname = 'public' OR c.oid::regclass::text = 'graphile_worker._private_jobs') ORDER BY 1`,
  );
  const ofEach = (select: (table: string) => string) =>
    rows<{ name: string; value: string | null }>(
      tables.map(({ name }) => `SELECT '${name}' AS name, (${select(name)}) AS value`).join(" UNION ALL "),
    );
  return {
    rows,
    digests: async () => {
      const found = await ofEach(
        (table) => `SELECT md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM ${table} t`,
      );
      return Object.fromEntries(found.map(({ name, value }) => [name, value ?? "empty"]));
    },
    digestsOf: async (organizationIds) => {
      const digests: Record<string, string> = {};
      for (const table of await tenantTables(client)) {
        const [row] = await rows<{ value: string | null }>(
          `SELECT md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) AS value FROM ${table} t WHERE organization_id = ANY ($1::uuid[])`,
          [organizationIds],
        );
        digests[table] = row?.value ?? "empty";
      }
      return digests;
    },
    dump: async () =>
      (await ofEach((table) => `SELECT string_agg(t::text, E'\\n') FROM ${table} t`))
        .map(({ value }) => value ?? "")
        .join("\n"),
    close: () => client.end(),
  };
}
