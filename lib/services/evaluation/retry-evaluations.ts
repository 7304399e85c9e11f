import { forOrganizationSql } from "@/lib/data/database";
import { dropRetries, lockStrikes, readDueRetries } from "@/lib/data/evaluation/strikes";
import type { Ctx } from "../context";
import { evaluateEntities } from "./evaluate-entities";
import { scheduleRetry } from "./strikes";

const pageSize = 100;

/**
 * Tries the entities again whose evaluation by a policy was stopped and that are due, and asks for the next time. What
 * passes clears its error; what is stopped again is a strike and gets a later time. Running twice does nothing more.
 */
export async function retryEvaluations(ctx: Ctx, { policyId }: { policyId: string }): Promise<void> {
  const now = ctx.now();
  const withSql = <T>(work: Parameters<typeof forOrganizationSql<T>>[2]) =>
    forOrganizationSql(ctx.services.db, ctx.organizationId, work);
  for (;;) {
    const due = await withSql((sql) => readDueRetries(sql, policyId, now, pageSize));
    if (due.length === 0) break;
    await evaluateEntities(ctx, due, { policyId });
    await withSql((sql) => dropRetries(sql, policyId, due, now));
  }
  await withSql(async (sql) => {
    await lockStrikes(sql, policyId);
    await scheduleRetry(sql, policyId, ctx.now());
  });
}
