import { forOrganization } from "@/lib/data/database";
import { readSampleFleet } from "@/lib/library/read-samples";
import type { Services } from "../context";
import { makeInstall } from "../clusters/install";

export interface SampleAgentOrder {
  clusterId: string;
  clusterName: string;
  /** Folder of manifests below `library/samples`. */
  folder: string;
  installToken: string;
}

/**
 * An order for each sample cluster that is not running here yet: a fresh install token, as a person would get it. Labels are
 * for members to edit, so only folders that the sample fleet names are read, whatever a label says.
 */
export async function orderSampleAgents(
  services: Services,
  organizationId: string,
  running: ReadonlySet<string>,
  now: Date,
): Promise<SampleAgentOrder[]> {
  const folders = new Set(
    (await readSampleFleet(services.settings.libraryDir)).clusters.map((cluster) => cluster.folder),
  );
  return await forOrganization(services.db, organizationId, async (tx) => {
    const clusters = await tx.cluster.findMany({ where: { organizationId, sample: true } });
    const orders: SampleAgentOrder[] = [];
    for (const cluster of clusters) {
      const folder =
        typeof cluster.labels === "object" && cluster.labels !== null && "edict/sample" in cluster.labels
          ? cluster.labels["edict/sample"]
          : undefined;
      if (running.has(cluster.id) || typeof folder !== "string" || !folders.has(folder)) continue;
      const install = await makeInstall(tx, { organizationId, clusterId: cluster.id, consoleUrl: "", now });
      orders.push({ clusterId: cluster.id, clusterName: cluster.name, folder, installToken: install.token });
    }
    return orders;
  });
}
