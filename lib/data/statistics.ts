import { z } from "zod";
import type { Database } from "./database";

/** Rows that have to have changed before a table is looked at; below, any plan is quick. */
const changesMin = 500;

const grownRow = z.object({ name: z.string() });

/**
 * Lets the planner look at tables of which more has changed than it knew of. Until it does, it takes a table that has just
 * been filled for nearly empty, and its plans take minutes; PostgreSQL itself looks once a minute at the earliest.
 *
 * @returns the names of the tables.
 */
export async function refreshStatistics(db: Database): Promise<string[]> {
  const { rows } = await db.pool.query(
    `SELECT quote_ident(s.relname) AS name FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
      WHERE s.schemaname = 'public' AND s.n_mod_since_analyze > $1 AND s.n_mod_since_analyze > c.reltuples`,
    [changesMin],
  );
  const names = grownRow
    .array()
    .parse(rows)
    .map(({ name }) => name);
  for (const name of names) await db.pool.query(`ANALYZE public.${name}`);
  return names;
}
