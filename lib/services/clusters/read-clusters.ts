import type { Cluster, ClusterDetail } from "@/lib/contracts/api/clusters";
import { readClusters, readKindSyncs, readTopNamespaces } from "@/lib/data/clusters/read";
import { forOrganization, forOrganizationSql } from "@/lib/data/database";
import { requirePermission, type Ctx } from "../context";
import { notFound } from "../errors";
import { connectSteps, presentCluster } from "./present";

export async function listClusters(ctx: Ctx): Promise<{ items: Cluster[] }> {
  requirePermission(ctx, "cluster.read");
  const rows = await forOrganizationSql(ctx.services.db, ctx.organizationId, (sql) =>
    readClusters(sql, null),
  );
  return { items: rows.map((row) => presentCluster(row, ctx.services.settings.version, ctx.now())) };
}

export async function readCluster(ctx: Ctx, clusterId: string): Promise<ClusterDetail> {
  requirePermission(ctx, "cluster.read");
  const read = await forOrganizationSql(ctx.services.db, ctx.organizationId, async (sql) => {
    const row = (await readClusters(sql, clusterId))[0];
    if (row === undefined) throw notFound("cluster");
    return {
      row,
      kinds: await readKindSyncs(sql, clusterId),
      namespaces: await readTopNamespaces(sql, clusterId, 10),
    };
  });
  const credential = await forOrganization(ctx.services.db, ctx.organizationId, (tx) =>
    tx.agentCredential.findFirst({ where: { clusterId, revokedAt: null }, select: { createdAt: true } }),
  );
  const cluster = presentCluster(read.row, ctx.services.settings.version, ctx.now());
  return {
    ...cluster,
    steps: connectSteps(cluster, read.kinds),
    kindSyncs: read.kinds,
    agent: {
      credentialCreatedAt: credential?.createdAt.toISOString() ?? null,
      rssBytes: read.row.agent_rss_bytes,
      outboxCount: read.row.agent_outbox_count,
      epoch: read.row.epoch,
    },
    topNamespaces: read.namespaces.map((row) => ({
      namespace: row.namespace,
      entities: row.entities,
      openViolations: row.open,
    })),
  };
}
