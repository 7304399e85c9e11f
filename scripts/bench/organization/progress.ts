import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { forOrganizationSql } from "@/lib/data/database";
import type { Tenant } from "@/scripts/testing/world";

const pauseMs = 20;
const patienceMs = 600_000;

const stateRow = z.object({ pending: z.coerce.number(), judged: z.coerce.number() });

/** Entities whose newest content no evaluation has judged yet, and pairs of entity and policy that have an answer. */
export async function stateOf({ owner, organizationId }: Tenant): Promise<z.infer<typeof stateRow>> {
  const [row] = await forOrganizationSql(owner.services.db, organizationId, (sql) =>
    sql.rows(
      stateRow,
      `SELECT (SELECT count(*) FROM entities e WHERE e.organization_id = edict_organization() AND e.deleted_at IS NULL
                AND e.evaluated_hash IS DISTINCT FROM e.content_hash) AS pending,
              (SELECT coalesce(sum(checked + errors), 0) FROM policy_counters c WHERE c.organization_id = edict_organization()) AS judged`,
    ),
  );
  if (row === undefined) throw new Error("an aggregate has one row");
  return row;
}

/** Until no entity waits for its evaluation. */
export function untilJudged(tenant: Tenant): Promise<void> {
  return until(async () => (await stateOf(tenant)).pending === 0);
}

/** Until nothing waits for its evaluation or is evaluated: the policies that read the inventory have settled, too. */
export function untilIdle({ owner }: Tenant): Promise<void> {
  return until(async () => {
    const { rows } = await owner.services.db.pool.query<{ jobs: string }>(
      "SELECT count(*) AS jobs FROM graphile_worker.jobs WHERE task_identifier IN ('evaluate-entities', 'evaluate-policy')",
    );
    return rows[0]?.jobs === "0";
  });
}

/** Until the policy's current version was judged over everything it targets. */
export function untilFannedOut({ owner, organizationId }: Tenant, policyId: string): Promise<void> {
  return until(async () => {
    const rows = await forOrganizationSql(owner.services.db, organizationId, (sql) =>
      sql.rows(
        z.object({ done: z.boolean() }),
        "SELECT evaluated_version_id = current_version_id AS done FROM policies WHERE organization_id = edict_organization() AND id = $1::uuid",
        [policyId],
      ),
    );
    return rows[0]?.done === true;
  });
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while (!(await done())) {
    if (performance.now() > endMs) throw new Error("the worker did not finish within ten minutes");
    await wait(pauseMs);
  }
}
