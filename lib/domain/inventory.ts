import { canonicalJson, getOwn, getString, isObject, type Json } from "./json";

/** An object of a cluster's inventory. */
export interface InventoryObject {
  apiVersion: string;
  kind: string;
  /** null for a cluster-scoped object */
  namespace: string | null;
  name: string;
  /** JSON text of the object. */
  json: string;
}

type Tree = Map<string, Tree | string>;

/**
 * JSON text of `data.inventory` in the shape Gatekeeper templates read: `namespace[namespace][apiVersion][kind][name]` and
 * `cluster[apiVersion][kind][name]`. The objects are text already: they are put together as text, never parsed. Of two
 * objects with one name, the last one counts.
 */
export function inventoryText(objects: Iterable<InventoryObject>): string {
  const root: Tree = new Map<string, Tree | string>();
  for (const { apiVersion, kind, namespace, name, json } of objects) {
    const scope = namespace === null ? ["cluster"] : ["namespace", namespace];
    let place = root;
    for (const step of [...scope, apiVersion, kind]) {
      const known = place.get(step);
      const next: Tree = typeof known === "object" ? known : new Map<string, Tree | string>();
      place.set(step, next);
      place = next;
    }
    place.set(name, json);
  }
  return textOf(root);
}

function textOf(tree: Tree | string): string {
  if (typeof tree === "string") return tree;
  return `{${[...tree].map(([key, value]) => `${JSON.stringify(key)}:${textOf(value)}`).join(",")}}`;
}

/** Kubernetes objects as members of an inventory; a value that is no object with metadata can't be told apart and is left out. */
export function inventoryObjectsOf(objects: readonly Json[]): InventoryObject[] {
  return objects.flatMap((object) => {
    const metadata = getOwn(object, "metadata");
    if (!isObject(metadata)) return [];
    return {
      apiVersion: getString(object, "apiVersion") ?? "",
      kind: getString(object, "kind") ?? "",
      namespace: getString(metadata, "namespace") ?? null,
      name: getString(metadata, "name") ?? "",
      json: canonicalJson(object),
    };
  });
}
