import { groupOf } from "@/lib/domain/entity";
import { inventoryText } from "@/lib/domain/inventory";
import { getOwn, getString, type JsonObject } from "@/lib/domain/json";
import { type KindSelector, selectsKind } from "@/lib/domain/kinds";
import type { Judge, JudgeObject, JudgePolicy, Outcome } from "@/lib/engine/types";
import type { LineObject } from "./parse-line";
import type { BatchPolicy } from "./policies";

/** A line whose template and parameters are known. */
export interface JudgedLine {
  readonly policy: BatchPolicy;
  readonly objects: readonly LineObject[];
  readonly inventory: readonly LineObject[];
}

/** An object of a line, or a patched copy of it. */
export interface Place {
  readonly line: JudgedLine;
  readonly lineIndex: number;
  readonly objectIndex: number;
  readonly object: LineObject;
}

/** Each patched object has a cluster of its own; of a line with many objects, only so much of that is held at once. */
const INVENTORY_CHARS_MAX = 32 * 1024 * 1024;

/**
 * Judges objects by the policies of their lines.
 *
 * @param inventoryCharsMax text of inventories after which a part is judged and forgotten
 * @returns an outcome for each place
 */
export async function judgePlaces(
  judge: Judge,
  places: readonly Place[],
  inventoryCharsMax = INVENTORY_CHARS_MAX,
): Promise<readonly Outcome[]> {
  let outcomes: readonly Outcome[] = [];
  let part = new Part();
  for (const place of places) {
    part.add(place);
    if (part.inventoryChars < inventoryCharsMax) continue;
    outcomes = outcomes.concat(await part.judge(judge));
    part = new Part();
  }
  return outcomes.concat(await part.judge(judge));
}

/** What is judged at once. */
class Part {
  inventoryChars = 0;
  private readonly objects: JudgeObject[] = [];
  private readonly policies = new Map<string, JudgePolicy>();
  private readonly inventories = new Map<string, string>();

  add(place: Place): void {
    const { metadata, ...policy } = place.line.policy;
    const { inventory } = metadata;
    const inventoryKey = inventory === undefined ? null : this.addInventory(place, inventory);
    const key = inventoryKey === null ? policy.key : `${inventoryKey} ${policy.key}`;
    this.policies.set(key, { ...policy, key, inventoryKey });
    this.objects.push({ key: String(this.objects.length), json: place.object.json, policyKeys: [key] });
  }

  async judge(judge: Judge): Promise<readonly Outcome[]> {
    if (this.objects.length === 0) return [];
    const judgements = await judge.judge({
      objects: this.objects,
      policies: [...this.policies.values()],
      inventories: Object.fromEntries(this.inventories),
    });
    return judgements.map(({ outcome }) => outcome);
  }

  /** The objects of a line are its cluster. A patched object stands in it instead of the one it was made from. */
  private addInventory(place: Place, kinds: readonly KindSelector[]): string {
    const { line, lineIndex, objectIndex, object } = place;
    const isPatched = line.objects[objectIndex] !== object;
    const isSeen = isPatched && isOfKinds(kinds, object.value);
    const key = isSeen ? `patched ${this.objects.length}` : `line ${lineIndex}`;
    if (this.inventories.has(key)) return key;
    const objects = isSeen ? line.objects.with(objectIndex, object) : line.objects;
    const text = inventoryText(
      [...line.inventory, ...objects].flatMap((held) => inventoryObject(kinds, held)),
    );
    this.inventories.set(key, text);
    this.inventoryChars += text.length;
    return key;
  }
}

function inventoryObject(kinds: readonly KindSelector[], { value, json }: LineObject) {
  if (!isOfKinds(kinds, value)) return [];
  const metadata = getOwn(value, "metadata");
  const namespace = getString(metadata, "namespace") ?? "";
  return [
    {
      apiVersion: getString(value, "apiVersion") ?? "",
      kind: getString(value, "kind") ?? "",
      namespace: namespace === "" ? null : namespace,
      name: getString(metadata, "name") ?? "",
      json,
    },
  ];
}

function isOfKinds(kinds: readonly KindSelector[], object: JsonObject): boolean {
  return selectsKind(kinds, groupOf(getString(object, "apiVersion") ?? ""), getString(object, "kind") ?? "");
}
