import { createClusterSchema, type CreatedCluster } from "@/lib/contracts/api/clusters";
import { forOrganization, sqlInPrisma } from "@/lib/data/database";
import { uuidv7 } from "@/lib/data/ids";
import { notifyLive } from "@/lib/data/notify";
import { readClusters } from "@/lib/data/clusters/read";
import { writeAudit } from "../audit/write";
import { parseInput, requirePermission, type Ctx } from "../context";
import { invalidInput, notFound } from "../errors";
import { makeInstall } from "./install";
import { presentCluster } from "./present";

/** Adds a cluster that waits for its agent, with the one line that installs it. */
export async function createCluster(ctx: Ctx, input: unknown, consoleUrl: string): Promise<CreatedCluster> {
  requirePermission(ctx, "cluster.write");
  const { name, labels } = parseInput(createClusterSchema, input);
  const now = ctx.now();
  return await forOrganization(ctx.services.db, ctx.organizationId, async (tx) => {
    const taken = await tx.cluster.findFirst({ where: { organizationId: ctx.organizationId, name } });
    if (taken !== null)
      throw invalidInput([{ path: "name", message: `There is a cluster named ${name} already.` }]);
    const id = uuidv7();
    await tx.cluster.create({
      data: { organizationId: ctx.organizationId, id, name, labels, createdAt: now },
    });
    const install = await makeInstall(tx, {
      organizationId: ctx.organizationId,
      clusterId: id,
      consoleUrl,
      now,
    });
    await writeAudit(
      tx,
      { ...ctx, now },
      { action: "cluster.create", target: { type: "cluster", id, name }, after: { name, labels } },
    );
    await notifyLive(sqlInPrisma(tx), ctx.organizationId, { topics: ["clusters"], clusters: [id] });
    const row = (await readClusters(sqlInPrisma(tx), id))[0];
    if (row === undefined) throw notFound("cluster");
    return { cluster: presentCluster(row, ctx.services.settings.version, now), install };
  });
}
