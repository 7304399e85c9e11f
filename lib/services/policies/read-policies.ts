import type { Policy, PolicyDetail } from "@/lib/contracts/api/policies";
import { forOrganization, forOrganizationSql } from "@/lib/data/database";
import {
  readPolicies,
  readPolicyClusters,
  readPolicyErrors,
  readPolicyPauses,
} from "@/lib/data/policies/read";
import { requirePermission, type Ctx } from "../context";
import { notFound } from "../errors";
import { presentPolicy } from "./present";

const errorsShown = 50;

export async function listPolicies(ctx: Ctx): Promise<{ items: Policy[] }> {
  requirePermission(ctx, "policy.read");
  return await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const pauses = await readPolicyPauses(sql, null);
    return { items: (await readPolicies(sql, null)).map((row) => presentPolicy(row, pauses)) };
  });
}

export async function readPolicy(ctx: Ctx, policyId: string): Promise<PolicyDetail> {
  requirePermission(ctx, "policy.read");
  const read = await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const row = (await readPolicies(sql, policyId))[0];
    if (row === undefined) throw notFound("policy");
    return {
      row,
      pauses: await readPolicyPauses(sql, policyId),
      clusters: await readPolicyClusters(sql, policyId),
      errors: await readPolicyErrors(sql, policyId, errorsShown),
    };
  });
  const versions = await forOrganization(ctx.services.db, ctx.organizationId, (tx) =>
    tx.policyVersion.findMany({
      where: { organizationId: ctx.organizationId, policyId },
      orderBy: { version: "desc" },
      select: { version: true, createdAt: true, createdBy: true, change: true },
    }),
  );
  return {
    ...presentPolicy(read.row, read.pauses),
    versions: versions.map((row) => ({
      version: row.version,
      at: row.createdAt.toISOString(),
      by: row.createdBy,
      change: row.change,
    })),
    clusters: read.clusters,
    recentErrors: read.errors,
  };
}
