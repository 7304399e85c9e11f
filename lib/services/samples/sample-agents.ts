import { forOrganization } from "@/lib/data/database";
import type { Services } from "../context";
import { makeInstall } from "../clusters/install";

export interface SampleAgentOrder {
  clusterId: string;
  clusterName: string;
  /** Folder of manifests below `library/samples`. */
  folder: string;
  installToken: string;
}

/** An order for each sample cluster that is not running here yet: a fresh install token, as a person would get it. */
export async function orderSampleAgents(services: Services, organizationId: string, running: ReadonlySet<string>, now: Date): Promise<SampleAgentOrder[]> {
  return await forOrganization(services.db, organizationId, async (tx) => {
    const clusters = await tx.cluster.findMany({ where: { organizationId, sample: true } });
    const orders: SampleAgentOrder[] = [];
    for (const cluster of clusters) {
      const folder = typeof cluster.labels === "object" && cluster.labels !== null && "edict/sample" in cluster.labels ? cluster.labels["edict/sample"] : undefined;
      if (running.has(cluster.id) || typeof folder !== "string") continue;
      const install = await makeInstall(tx, { organizationId, clusterId: cluster.id, consoleUrl: "", now });
      orders.push({ clusterId: cluster.id, clusterName: cluster.name, folder, installToken: install.token });
    }
    return orders;
  });
}
