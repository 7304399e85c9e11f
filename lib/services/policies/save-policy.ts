import type { PolicyDetail } from "@/lib/contracts/api/policies";
import { forOrganization, sqlInPrisma, type Tx } from "@/lib/data/database";
import { enqueueIn } from "@/lib/data/enqueue";
import { loadClusters } from "@/lib/data/evaluation/load";
import { clearStrikes } from "@/lib/data/evaluation/strikes";
import { uuidv7 } from "@/lib/data/ids";
import { notifyLive } from "@/lib/data/notify";
import { jsonParam } from "@/lib/data/sql";
import { writeAudit } from "../audit/write";
import { requirePermission, type Ctx } from "../context";
import { invalidInput, notFound } from "../errors";
import { describeChange } from "./describe-change";
import { disableInTransaction } from "./switch-policy";
import { readPolicy } from "./read-policies";
import { resolvePolicy, type ResolvedPolicy } from "./resolve-input";

/** Makes a policy and starts its fan-out over everything it targets. */
export async function createPolicy(
  ctx: Ctx,
  input: unknown,
  options: { sample?: boolean } = {},
): Promise<PolicyDetail> {
  requirePermission(ctx, "policy.write");
  const id = await forOrganization(ctx.services.db, ctx.organizationId, (tx) =>
    createPolicyIn(ctx, tx, input, options),
  );
  return await readPolicy(ctx, id);
}

/** Makes a policy within the caller's transaction, which checks permission. Answers the policy's id. */
export async function createPolicyIn(
  ctx: Ctx,
  tx: Tx,
  input: unknown,
  options: { sample?: boolean; change?: string } = {},
): Promise<string> {
  const id = uuidv7();
  const resolved = await resolve(tx, input);
  await requireFreeName(ctx, tx, resolved.input.name, null);
  const versionId = uuidv7();
  await tx.policy.create({
    data: {
      organizationId: ctx.organizationId,
      id,
      name: resolved.input.name,
      enabled: resolved.input.enabled,
      templateOrganizationId: resolved.template.organization_id,
      templateId: resolved.template.template_id,
      version: 1,
      currentVersionId: versionId,
      sample: options.sample ?? false,
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    },
  });
  await writeVersion(ctx, tx, id, versionId, 1, resolved, options.change ?? "Created");
  await finish(ctx, tx, "policy.create", id, resolved);
  return id;
}

/** Saves the next version of a policy, which has no strikes; what it no longer finds is resolved as "policy changed". */
export async function updatePolicy(ctx: Ctx, policyId: string, input: unknown): Promise<PolicyDetail> {
  requirePermission(ctx, "policy.write");
  await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    await sqlInPrisma(tx).run(
      "SELECT 1 FROM policies WHERE organization_id = $1::uuid AND id = $2::uuid FOR NO KEY UPDATE",
      [ctx.organizationId, policyId],
    );
    const before = await tx.policy.findFirst({
      where: { organizationId: ctx.organizationId, id: policyId },
      include: { versions: { orderBy: { version: "desc" }, take: 1 } },
    });
    if (before === null) throw notFound("policy");
    const resolved = await resolve(tx, input);
    if (resolved.template.template_id !== before.templateId) {
      throw invalidInput([
        {
          path: "templateId",
          message: "A policy keeps its template. Make a new policy from the other template instead.",
        },
      ]);
    }
    await requireFreeName(ctx, tx, resolved.input.name, policyId);
    const versionId = uuidv7();
    const version = before.version + 1;
    await writeVersion(
      ctx,
      tx,
      policyId,
      versionId,
      version,
      resolved,
      describeChange(before.name, before.versions[0], resolved),
    );
    await tx.policy.updateMany({
      where: { organizationId: ctx.organizationId, id: policyId },
      data: {
        name: resolved.input.name,
        version,
        currentVersionId: versionId,
        enabled: resolved.input.enabled,
        updatedAt: ctx.now(),
      },
    });
    await clearStrikes(sqlInPrisma(tx), policyId);
    if (before.enabled && !resolved.input.enabled)
      await disableInTransaction(ctx, tx, policyId, "policy_disabled");
    await finish(ctx, tx, "policy.update", policyId, resolved);
  });
  return await readPolicy(ctx, policyId);
}

async function resolve(tx: Tx, input: unknown): Promise<ResolvedPolicy> {
  const sql = sqlInPrisma(tx);
  const clusters = await loadClusters(sql);
  return await resolvePolicy(sql, input, new Set(clusters.map((cluster) => cluster.id)));
}

async function requireFreeName(ctx: Ctx, tx: Tx, name: string, exceptId: string | null): Promise<void> {
  const taken = await tx.policy.findFirst({
    where: {
      organizationId: ctx.organizationId,
      name,
      ...(exceptId === null ? {} : { id: { not: exceptId } }),
    },
  });
  if (taken !== null)
    throw invalidInput([{ path: "name", message: `There is a policy named "${name}" already.` }]);
}

async function writeVersion(
  ctx: Ctx,
  tx: Tx,
  policyId: string,
  versionId: string,
  version: number,
  resolved: ResolvedPolicy,
  change: string,
): Promise<void> {
  const { input, template, parameters } = resolved;
  await sqlInPrisma(tx).run(
    `INSERT INTO policy_versions (organization_id, id, policy_id, version, template_organization_id, template_version_id, parameters, targets, severity, mode, change, created_by, created_at)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5::uuid, $6::uuid, $7::jsonb, $8::jsonb, $9, $10, $11, $12, $13)`,
    [
      ctx.organizationId,
      versionId,
      policyId,
      version,
      template.organization_id,
      template.id,
      jsonParam(parameters),
      jsonParam(input.targets),
      input.severity ?? template.severity,
      input.mode,
      change,
      ctx.actor.name,
      ctx.now(),
    ],
  );
}

async function finish(
  ctx: Ctx,
  tx: Tx,
  action: string,
  policyId: string,
  resolved: ResolvedPolicy,
): Promise<void> {
  const { input, parameters } = resolved;
  const sql = sqlInPrisma(tx);
  if (input.enabled) await enqueueIn(sql)("evaluate-policy", { policyId }, { key: `policy:${policyId}` });
  await writeAudit(
    tx,
    { ...ctx, now: ctx.now() },
    {
      action,
      target: { type: "policy", id: policyId, name: input.name },
      after: {
        parameters,
        enabled: input.enabled,
        template: resolved.template.key,
        templateVersion: resolved.template.version,
      },
    },
  );
  await notifyLive(sql, ctx.organizationId, { topics: ["policies"], clusters: [] });
}
