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
  const parts: string[] = [];
  write(root, parts);
  return parts.join("");
}

/** Parts are joined once: an inventory may have many millions of characters. */
function write(tree: Tree | string, parts: string[]): void {
  if (typeof tree === "string") {
    parts.push(tree);
    return;
  }
  let before = "{";
  for (const [key, value] of tree) {
    parts.push(before, JSON.stringify(key), ":");
    write(value, parts);
    before = ",";
  }
  parts.push(tree.size === 0 ? "{}" : "}");
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
