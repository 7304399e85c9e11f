import { updateClusterSchema, type ClusterDetail, type Install } from "@/lib/contracts/api/clusters";
import { forOrganization, sqlInPrisma, type Tx } from "@/lib/data/database";
import { enqueueIn } from "@/lib/data/enqueue";
import { notifyLive } from "@/lib/data/notify";
import { writeAudit } from "../audit/write";
import { parseInput, requirePermission, type Ctx } from "../context";
import { invalidInput, notFound } from "../errors";
import { makeInstall } from "./install";
import { readCluster } from "./read-clusters";

/** Renames a cluster and sets its labels. Policies that target clusters by label are judged anew there. */
export async function updateCluster(ctx: Ctx, clusterId: string, input: unknown): Promise<ClusterDetail> {
  requirePermission(ctx, "cluster.write");
  const { name, labels } = parseInput(updateClusterSchema, input);
  await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    const before = await findCluster(ctx, tx, clusterId);
    const taken = await tx.cluster.findFirst({
      where: { organizationId: ctx.organizationId, name, id: { not: clusterId } },
    });
    if (taken !== null)
      throw invalidInput([{ path: "name", message: `There is a cluster named ${name} already.` }]);
    await tx.cluster.updateMany({
      where: { organizationId: ctx.organizationId, id: clusterId },
      data: { name, labels },
    });
    if (JSON.stringify(before.labels) !== JSON.stringify(labels)) await judgeAnew(tx, clusterId);
    await finish(ctx, tx, "cluster.update", { id: clusterId, name });
  });
  return await readCluster(ctx, clusterId);
}

/** A new install line for a cluster; the agent that runs, if any, keeps its credential until the new one registers. */
export async function renewInstall(ctx: Ctx, clusterId: string, consoleUrl: string): Promise<Install> {
  return await withCluster(ctx, clusterId, "cluster.install_token", (tx) =>
    makeInstall(tx, { organizationId: ctx.organizationId, clusterId, consoleUrl, now: ctx.now() }),
  );
}

/** Revokes the agent's credential at once and gives a new install line. What was stored stays; the cluster turns stale until the agent is back. */
export async function rotateCredential(ctx: Ctx, clusterId: string, consoleUrl: string): Promise<Install> {
  return await withCluster(ctx, clusterId, "cluster.rotate", async (tx) => {
    await tx.agentCredential.updateMany({
      where: { clusterId, revokedAt: null },
      data: { revokedAt: ctx.now() },
    });
    return await makeInstall(tx, {
      organizationId: ctx.organizationId,
      clusterId,
      consoleUrl,
      now: ctx.now(),
    });
  });
}

/** Removes a cluster with all that is known of it: entities, versions, violations, history, credentials. */
export async function removeCluster(ctx: Ctx, clusterId: string): Promise<void> {
  await withCluster(ctx, clusterId, "cluster.remove", async (tx) => {
    await tx.cluster.deleteMany({ where: { organizationId: ctx.organizationId, id: clusterId } });
  });
}

async function withCluster<T>(
  ctx: Ctx,
  clusterId: string,
  action: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  requirePermission(ctx, "cluster.write");
  return await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    const cluster = await findCluster(ctx, tx, clusterId);
    const result = await work(tx);
    await finish(ctx, tx, action, cluster);
    return result;
  });
}

async function findCluster(ctx: Ctx, tx: Tx, clusterId: string) {
  const cluster = await tx.cluster.findFirst({
    where: { organizationId: ctx.organizationId, id: clusterId },
  });
  if (cluster === null) throw notFound("cluster");
  return cluster;
}

async function judgeAnew(tx: Tx, clusterId: string): Promise<void> {
  const policies = await tx.policy.findMany({ where: { enabled: true }, select: { id: true } });
  const enqueue = enqueueIn(sqlInPrisma(tx));
  for (const policy of policies)
    await enqueue(
      "evaluate-policy",
      { policyId: policy.id, clusterId },
      { key: `labels:${policy.id}:${clusterId}` },
    );
}

async function finish(
  ctx: Ctx,
  tx: Tx,
  action: string,
  cluster: { id: string; name: string },
): Promise<void> {
  await writeAudit(
    tx,
    { ...ctx, now: ctx.now() },
    { action, target: { type: "cluster", id: cluster.id, name: cluster.name } },
  );
  await notifyLive(sqlInPrisma(tx), ctx.organizationId, {
    topics: ["clusters", "entities", "violations", "policies"],
    clusters: [cluster.id],
  });
}
