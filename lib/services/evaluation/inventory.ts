import {
  listInventory,
  loadContents,
  stampKinds,
  type ClusterKind,
  type InventoryMember,
} from "@/lib/data/evaluation/inventory";
import type { PolicyInForce } from "@/lib/data/evaluation/load";
import type { Sql } from "@/lib/data/sql";
import { inventoryText, type InventoryObject } from "@/lib/domain/inventory";
import type { Ctx } from "../context";
import { inventoryCacheOf } from "./inventory-cache";
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

/** The inventories that the policies need in these clusters. What the process holds of them is not read again. */
export async function loadInventories(
  ctx: Pick<Ctx, "services" | "organizationId">,
  sql: Sql,
  policies: readonly InventoryPolicy[],
  clusterIds: Iterable<string>,
): Promise<Inventories> {
  const { texts } = inventoryCacheOf(ctx);
  const inventories = new Inventories();
  const wanted = wantedInventories(policies, clusterIds);
  for (const [key, stamp] of await stampInventories(sql, wanted)) {
    const place = `${ctx.organizationId} ${key}`;
    const text = texts.get(place, stamp) ?? (await readInventory(ctx, sql, wanted.get(key) ?? []));
    texts.set(place, text, stamp);
    inventories.stamps.set(key, stamp);
    inventories.set(key, text);
  }
  return inventories;
}

/** Key → the kinds that it names. */
function wantedInventories(
  policies: readonly InventoryPolicy[],
  clusterIds: Iterable<string>,
): Map<string, ClusterKind[]> {
  const wanted = new Map<string, ClusterKind[]>();
  for (const clusterId of clusterIds) {
    for (const policy of policies) {
      const key = inventoryKeyOf(policy, clusterId);
      if (key === null || wanted.has(key)) continue;
      wanted.set(
        key,
        policy.inventoryKinds.map(({ group, kind }) => ({ clusterId, group, kind })),
      );
    }
  }
  return wanted;
}

/** Key → stamp. A kind that several inventories name is looked at once. */
async function stampInventories(
  sql: Sql,
  wanted: ReadonlyMap<string, readonly ClusterKind[]>,
): Promise<Map<string, string>> {
  const nameOf = ({ clusterId, group, kind }: ClusterKind) => `${clusterId} ${group}/${kind}`;
  const kinds = new Map([...wanted.values()].flat().map((kind) => [nameOf(kind), kind]));
  const found = await stampKinds(sql, [...kinds.values()]);
  const stamps = new Map([...kinds.keys()].map((name, index) => [name, found[index] ?? ""]));
  return new Map(
    [...wanted].map(([key, ofKey]) => [
      key,
      ofKey.map((kind) => `${kind.group}/${kind.kind} ${stamps.get(nameOf(kind)) ?? ""}`).join("\n"),
    ]),
  );
}

async function readInventory(
  ctx: Pick<Ctx, "services" | "organizationId">,
  sql: Sql,
  kinds: readonly ClusterKind[],
): Promise<string> {
  const [first] = kinds;
  if (first === undefined) return inventoryText([]);
  const { bodies } = inventoryCacheOf(ctx);
  const members = await listInventory(sql, first.clusterId, kinds);
  const found = new Map<string, string>();
  const missing = new Set<string>();
  for (const { hash } of members) {
    const body = bodies.get(`${ctx.organizationId} ${hash}`);
    if (body === undefined) missing.add(hash);
    else found.set(hash, body);
  }
  for (const [hash, body] of await loadContents(sql, [...missing])) {
    bodies.set(`${ctx.organizationId} ${hash}`, body);
    found.set(hash, body);
  }
  return inventoryText(
    members.flatMap((member) => {
      const body = found.get(member.hash);
      return body === undefined ? [] : [toInventoryObject(member, body)];
    }),
  );
}

/**
 * Keys of the inventories of these policies that have changed since these stamps were taken: verdicts that rest on them are
 * out of date. No verdict rests on an inventory without a stamp.
 */
export async function changedInventories(
  sql: Sql,
  stamps: ReadonlyMap<string, string>,
  policies: readonly InventoryPolicy[],
  clusterIds: ReadonlySet<string>,
): Promise<Set<string>> {
  const wanted = new Map([...wantedInventories(policies, clusterIds)].filter(([key]) => stamps.has(key)));
  const now = await stampInventories(sql, wanted);
  return new Set([...now].flatMap(([key, stamp]) => (stamps.get(key) === stamp ? [] : [key])));
}

function toInventoryObject(
  { api_group, version, kind, namespace, name }: InventoryMember,
  json: string,
): InventoryObject {
  const apiVersion = api_group === "" ? version : `${api_group}/${version}`;
  return { apiVersion, kind, namespace, name, json };
}
