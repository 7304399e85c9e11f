import type { PolicyDetail } from "@/lib/contracts/api/policies";
import type { Resolution } from "@/lib/contracts/api/violations";
import { forOrganization, sqlInPrisma, type Tx } from "@/lib/data/database";
import { enqueueIn } from "@/lib/data/enqueue";
import { clearStrikes } from "@/lib/data/evaluation/strikes";
import { resolveViolations } from "@/lib/data/evaluation/resolve";
import { notifyLive } from "@/lib/data/notify";
import { dropCounters, forgetVerdicts } from "@/lib/data/policies/write";
import { writeAudit } from "../audit/write";
import { requirePermission, type Ctx } from "../context";
import { notFound } from "../errors";
import { readPolicy } from "./read-policies";

/** Judges everything again; what still breaks the policy reopens. */
export async function enablePolicy(ctx: Ctx, policyId: string): Promise<PolicyDetail> {
  await change(ctx, policyId, "policy.enable", async (tx, enabled) => {
    if (enabled) return;
    await tx.policy.updateMany({
      where: { organizationId: ctx.organizationId, id: policyId },
      data: { enabled: true, evaluatedVersionId: null, updatedAt: ctx.now() },
    });
    await enqueueIn(sqlInPrisma(tx))("evaluate-policy", { policyId }, { key: `policy:${policyId}` });
  });
  return await readPolicy(ctx, policyId);
}

/** Forgets that the policy was paused and judges everything again; strikes are counted from none. */
export async function resumePolicy(ctx: Ctx, policyId: string): Promise<PolicyDetail> {
  await change(ctx, policyId, "policy.resume", async (tx, enabled) => {
    await clearStrikes(sqlInPrisma(tx), policyId);
    if (!enabled) return;
    await tx.policy.updateMany({
      where: { organizationId: ctx.organizationId, id: policyId },
      data: { evaluatedVersionId: null },
    });
    await enqueueIn(sqlInPrisma(tx))("evaluate-policy", { policyId }, { key: `policy:${policyId}` });
  });
  return await readPolicy(ctx, policyId);
}

/** Resolves what the policy found, with that reason, and stops judging by it. */
export async function disablePolicy(ctx: Ctx, policyId: string): Promise<PolicyDetail> {
  await change(ctx, policyId, "policy.disable", async (tx, enabled) => {
    if (!enabled) return;
    await tx.policy.updateMany({
      where: { organizationId: ctx.organizationId, id: policyId },
      data: { enabled: false, updatedAt: ctx.now() },
    });
    await disableInTransaction(ctx, tx, policyId, "policy_disabled");
  });
  return await readPolicy(ctx, policyId);
}

/** Deletes a policy with its versions, violations and their history. */
export async function deletePolicy(ctx: Ctx, policyId: string): Promise<void> {
  await change(ctx, policyId, "policy.delete", async (tx) => {
    await forgetVerdicts(sqlInPrisma(tx), policyId);
    await tx.policy.deleteMany({ where: { organizationId: ctx.organizationId, id: policyId } });
  });
}

/** The caller holds the policy's lock. Locks follow the order of every writer: policy, entities, violations, counters. */
export async function disableInTransaction(
  ctx: Ctx,
  tx: Tx,
  policyId: string,
  resolution: Resolution,
): Promise<void> {
  const sql = sqlInPrisma(tx);
  await forgetVerdicts(sql, policyId);
  await resolveViolations(sql, ctx.organizationId, { policyId }, resolution, ctx.now());
  await dropCounters(sql, policyId);
}

async function change(
  ctx: Ctx,
  policyId: string,
  action: string,
  work: (tx: Tx, enabled: boolean) => Promise<void>,
): Promise<void> {
  requirePermission(ctx, "policy.write");
  await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    const sql = sqlInPrisma(tx);
    await sql.run(
      "SELECT 1 FROM policies WHERE organization_id = $1::uuid AND id = $2::uuid FOR NO KEY UPDATE",
      [ctx.organizationId, policyId],
    );
    const policy = await tx.policy.findFirst({ where: { organizationId: ctx.organizationId, id: policyId } });
    if (policy === null) throw notFound("policy");
    await work(tx, policy.enabled);
    await writeAudit(
      tx,
      { ...ctx, now: ctx.now() },
      { action, target: { type: "policy", id: policyId, name: policy.name } },
    );
    await notifyLive(sql, ctx.organizationId, {
      topics: ["policies", "violations", "clusters"],
      clusters: [],
    });
  });
}
