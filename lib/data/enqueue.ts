import { z } from "zod";
import type { JobName, JobPayload } from "@/lib/contracts/jobs/catalog";
import { jsonParam, type Sql } from "./sql";

/**
 * Enqueues inside the caller's transaction: the job exists exactly when the change does. The database adds the organization.
 *
 * `key`: a waiting job with the same key is replaced, so that requests that say the same become one job. `priority`: lower
 * runs first; interactive changes use 0, initial syncs 10. `keepRunAt`: a waiting job with the same key keeps its time, so
 * that requests that never pause do not put it off.
 */
export function enqueueIn(sql: Sql) {
  return async <N extends JobName>(
    name: N,
    payload: JobPayload<N>,
    options: { key?: string; priority?: number; runAfterMs?: number; keepRunAt?: boolean } = {},
  ): Promise<void> => {
    await sql.rows(
      z.unknown(),
      "SELECT edict_enqueue($1, $2::jsonb, $3, NULL, $4::int, $5::int, $6::boolean)::text AS done",
      [
        name,
        jsonParam(payload),
        options.key ?? null,
        options.priority ?? 0,
        options.runAfterMs ?? 0,
        options.keepRunAt ?? false,
      ],
    );
  };
}
