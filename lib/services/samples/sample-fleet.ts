import { z } from "zod";
import type { SampleFleet } from "@/lib/contracts/api/clusters";
import { forOrganization, sqlInPrisma, type Tx } from "@/lib/data/database";
import { enqueueIn } from "@/lib/data/enqueue";
import { LIBRARY_ORGANIZATION_ID, uuidv7 } from "@/lib/data/ids";
import { notifyLive } from "@/lib/data/notify";
import { forgetVerdicts } from "@/lib/data/policies/write";
import { readSampleFleet } from "@/lib/library/read-samples";
import { writeAudit } from "../audit/write";
import { clusterStatus } from "../clusters/present";
import { requirePermission, type Ctx } from "../context";
import { AppError } from "../errors";
import { createPolicy } from "../policies/save-policy";

/** Whether there is a sample fleet, and its clusters. */
export async function readFleet(ctx: Ctx): Promise<SampleFleet> {
  requirePermission(ctx, "cluster.read");
  const clusters = await forOrganization(ctx.services.db, ctx.organizationId, (tx) =>
    tx.cluster.findMany({
      where: { organizationId: ctx.organizationId, sample: true },
      orderBy: { name: "asc" },
    }),
  );
  return {
    available: ctx.services.settings.sampleFleet,
    present: clusters.length > 0,
    clusters: clusters.map((row) => ({
      id: row.id,
      name: row.name,
      status: clusterStatus(row.lastHeardAt, row.connectedAt, ctx.now()),
    })),
  };
}

/** Adds the sample clusters and policies. The worker's folder agents then feed them through the real protocol. */
export async function addSampleFleet(ctx: Ctx): Promise<SampleFleet> {
  requirePermission(ctx, "sample.write");
  if (!ctx.services.settings.sampleFleet)
    throw new AppError("conflict", "This installation has no sample fleet.");
  const fleet = await readSampleFleet(ctx.services.settings.libraryDir);
  const labels = z.record(z.string(), z.string());
  await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    const taken = new Set(
      (
        await tx.cluster.findMany({
          where: { organizationId: ctx.organizationId },
          select: { name: true, sample: true },
        })
      ).map((row) => `${row.sample ? "sample " : ""}${row.name}`),
    );
    for (const cluster of fleet.clusters) {
      if (taken.has(`sample ${cluster.name}`) || taken.has(`sample ${cluster.name}-sample`)) continue;
      const name = taken.has(cluster.name) ? `${cluster.name}-sample` : cluster.name;
      await tx.cluster.create({
        data: {
          organizationId: ctx.organizationId,
          id: uuidv7(),
          name,
          labels: { ...labels.parse(cluster.labels), "edict/sample": cluster.folder },
          sample: true,
          createdAt: ctx.now(),
        },
      });
    }
    await enqueueIn(sqlInPrisma(tx))("start-sample-agents", {}, { key: "samples" });
    await finish(ctx, tx, "sample_fleet.add");
  });
  await addSamplePolicies(ctx, fleet.policies);
  return await readFleet(ctx);
}

type SamplePolicy = Awaited<ReturnType<typeof readSampleFleet>>["policies"][number];

async function addSamplePolicies(ctx: Ctx, policies: readonly SamplePolicy[]): Promise<void> {
  const { templates, names } = await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => ({
    templates: new Map(
      (
        await tx.template.findMany({
          where: { organizationId: LIBRARY_ORGANIZATION_ID },
          select: { id: true, key: true },
        })
      ).map((row) => [row.key, row.id]),
    ),
    names: new Set(
      (
        await tx.policy.findMany({ where: { organizationId: ctx.organizationId }, select: { name: true } })
      ).map((row) => row.name),
    ),
  }));
  for (const policy of policies) {
    const templateId = templates.get(policy.template);
    if (templateId === undefined || names.has(policy.name)) continue;
    const { name, parameters, targets, severity } = policy;
    await createPolicy(
      ctx,
      { name, templateId, parameters, targets, ...(severity === undefined ? {} : { severity }) },
      { sample: true },
    );
  }
}

/** Removes the sample clusters with everything in them, and the policies that came with them. */
export async function removeSampleFleet(ctx: Ctx): Promise<SampleFleet> {
  requirePermission(ctx, "sample.write");
  await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    const sql = sqlInPrisma(tx);
    await sql.run(
      "SELECT 1 FROM policies WHERE organization_id = $1::uuid AND sample ORDER BY id FOR NO KEY UPDATE",
      [ctx.organizationId],
    );
    const policies = await tx.policy.findMany({
      where: { organizationId: ctx.organizationId, sample: true },
      select: { id: true },
    });
    for (const policy of policies) await forgetVerdicts(sql, policy.id);
    await tx.policy.deleteMany({ where: { organizationId: ctx.organizationId, sample: true } });
    await tx.cluster.deleteMany({ where: { organizationId: ctx.organizationId, sample: true } });
    await finish(ctx, tx, "sample_fleet.remove");
  });
  return await readFleet(ctx);
}

async function finish(ctx: Ctx, tx: Tx, action: string): Promise<void> {
  await writeAudit(
    tx,
    { ...ctx, now: ctx.now() },
    { action, target: { type: "sample_fleet", id: null, name: "Sample fleet" } },
  );
  await notifyLive(sqlInPrisma(tx), ctx.organizationId, {
    topics: ["clusters", "entities", "policies", "violations"],
    clusters: [],
  });
}
