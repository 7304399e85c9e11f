import { beforeEach } from "vitest";
import type { Frame } from "@/lib/contracts/wire/protocol";
import { readCluster } from "@/lib/services/clusters/read-clusters";
import { readEntityList } from "@/lib/services/entities/list-entities";
import { applyBatch } from "@/lib/services/ingest/apply-batch";
import { makePolicy } from "./builders";
import { listed, kindState } from "./frames";
import { clusterOfTest, tenantOfTest } from "./scope";
import { labelTemplate, resources } from "./templates";
import type { World } from "./world";

/** For each test: a cluster whose batches are numbered by the test, and a policy called Owner about ConfigMaps. */
export function ingestOfTest(world: World) {
  const tenant = tenantOfTest(world);
  const cluster = clusterOfTest(tenant);
  let policyId = "";
  beforeEach(async () => {
    policyId = (await makePolicy(tenant.owner, "Owner", labelTemplate)).id;
    await world.work();
  });
  return {
    tenant,
    cluster,
    policyId: () => policyId,
    deliver: (sequence: number, frames: readonly Frame[], epoch = 1) =>
      applyBatch(cluster.agent, cluster.clusterId, { type: "batch", protocol: 1, epoch, sequence }, frames),
    /** Names of what is there, in the order of the list. */
    names: async () => (await readEntityList(tenant.owner, {})).items.map((item) => item.name),
    /** What is known of the cluster's ConfigMaps. */
    stateOfKind: async () =>
      (await readCluster(tenant.owner, cluster.clusterId)).kindSyncs.find((sync) => sync.kind === "ConfigMap")
        ?.state,
  };
}

/** The end of a complete list of ConfigMaps. */
export const listedConfigMaps = (...uids: string[]) => listed(resources.configMap, ...uids);

export const configMapsAre = (state: "listing" | "forbidden" | "error" | "gone") =>
  kindState(resources.configMap, state);
