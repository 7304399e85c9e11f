import {
  loadInventory,
  stampInventory,
  type InventoryEntity,
  type PolicyInForce,
} from "@/lib/data/evaluation/load";
import type { Sql } from "@/lib/data/sql";
import { inventoryText, type InventoryObject } from "@/lib/domain/inventory";
import type { Situation } from "./situation";

type InventoryPolicy = Pick<PolicyInForce, "inventoryKinds">;

/** Names the inventory a policy reads in a cluster; policies that read the same kinds share one. Null for policies that read none. */
export function inventoryKeyOf(policy: InventoryPolicy, clusterId: string): string | null {
  if (policy.inventoryKinds.length === 0) return null;
  const kinds = policy.inventoryKinds.map(({ group, kind }) => `${group}/${kind}`).sort();
  return `${clusterId}|${kinds.join(",")}`;
}

/**
 * The sentence why a policy cannot be judged in a cluster: a kind it reads is not known to its end there. A kind without a
 * state is one the API server does not serve, so there is nothing of it.
 */
export function unreadableInventory(
  situation: Situation,
  policy: InventoryPolicy,
  clusterId: string,
): string | null {
  for (const { group, kind } of policy.inventoryKinds) {
    const state = situation.kindStates.get(clusterId)?.get(`${group}/${kind}`);
    if (state === undefined || state.state === "complete") continue;
    const name = situation.clusters.get(clusterId)?.name ?? "this cluster";
    const why =
      state.state === "forbidden"
        ? "the agent may not read it"
        : state.state === "error"
          ? "reading it failed"
          : "it is still being read";
    return `${kind} is not known in ${name}: ${why}. The policy needs all of them to judge.`;
  }
  return null;
}

/** JSON text of `data.inventory` by key, in the shape Gatekeeper templates read, and what each was made from. */
export class Inventories extends Map<string, string> {
  /** Key → stamp. Taken before the text was read: a text that is newer than its stamp only makes a verdict count as stale. */
  readonly stamps = new Map<string, string>();
}

/**
 * The inventories that the policies need in these clusters.
 *
 * @param known read a moment ago; taken again where their stamps still hold.
 */
export async function loadInventories(
  sql: Sql,
  policies: readonly InventoryPolicy[],
  clusterIds: readonly string[],
  known: Inventories | null = null,
): Promise<Inventories> {
  const inventories = new Inventories();
  for (const clusterId of clusterIds) {
    for (const policy of policies) {
      const key = inventoryKeyOf(policy, clusterId);
      if (key === null || inventories.has(key)) continue;
      const stamp = await stampInventory(sql, clusterId, policy.inventoryKinds);
      const held = known?.stamps.get(key) === stamp ? known.get(key) : undefined;
      inventories.stamps.set(key, stamp);
      inventories.set(key, held ?? (await readInventory(sql, clusterId, policy)));
    }
  }
  return inventories;
}

async function readInventory(sql: Sql, clusterId: string, policy: InventoryPolicy): Promise<string> {
  const entities = await loadInventory(sql, clusterId, policy.inventoryKinds);
  return inventoryText(entities.map(toInventoryObject));
}

/** Keys of inventories that have changed since these stamps were taken: verdicts that rest on them are out of date. */
export async function changedInventories(
  sql: Sql,
  stamps: ReadonlyMap<string, string>,
  policies: readonly InventoryPolicy[],
  clusterIds: ReadonlySet<string>,
): Promise<Set<string>> {
  const changed = new Set<string>();
  const checked = new Set<string>();
  for (const clusterId of clusterIds) {
    for (const policy of policies) {
      const key = inventoryKeyOf(policy, clusterId);
      if (key === null || checked.has(key)) continue;
      checked.add(key);
      if (stamps.get(key) !== (await stampInventory(sql, clusterId, policy.inventoryKinds))) changed.add(key);
    }
  }
  return changed;
}

function toInventoryObject(entity: InventoryEntity): InventoryObject {
  const { api_group, version, kind, namespace, name, body } = entity;
  const apiVersion = api_group === "" ? version : `${api_group}/${version}`;
  return { apiVersion, kind, namespace, name, json: body };
}
