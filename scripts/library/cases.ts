import { groupOf } from "@/lib/domain/entity";
import { inventoryText } from "@/lib/domain/inventory";
import { canonicalJson, getOwn, getString, type JsonObject } from "@/lib/domain/json";
import { selectsKind, type KindSelector } from "@/lib/domain/kinds";
import type { LibraryTemplate } from "@/lib/library/read-library";

/** One object to judge by one template. */
export interface Case {
  template: LibraryTemplate;
  object: JsonObject;
  parameters: JsonObject;
  /** Other objects of the same cluster. */
  inventory: readonly JsonObject[];
}

/** What the rule `violation` of a template holds for an object, or why it holds nothing. */
export type Verdict = { readonly results: readonly JsonObject[] } | { readonly error: string };

/** How an object is written for an evaluator. */
export type TextOf = (object: JsonObject) => string;

/**
 * JSON text of `data.inventory` for a case, as the worker makes it: the objects of the kinds that the template declares,
 * the judged one among them.
 */
export function inventoryOf({ template, object, inventory }: Case, textOf: TextOf = canonicalJson): string {
  const kinds = template.metadata.inventory;
  return kinds === undefined ? "{}" : inventoryOfObjects([...inventory, object], kinds, textOf);
}

/** The same for any objects. No kinds at all stand for all kinds. */
export function inventoryOfObjects(
  objects: readonly JsonObject[],
  kinds: readonly KindSelector[],
  textOf: TextOf = canonicalJson,
): string {
  return inventoryText(
    objects.flatMap((object) => {
      const apiVersion = getString(object, "apiVersion") ?? "";
      const kind = getString(object, "kind") ?? "";
      if (!selectsKind(kinds, groupOf(apiVersion), kind)) return [];
      const metadata = getOwn(object, "metadata");
      const namespace = getString(metadata, "namespace") ?? "";
      const name = getString(metadata, "name") ?? "";
      return [
        {
          apiVersion,
          kind,
          namespace: namespace === "" ? null : namespace,
          name,
          json: textOf(object),
        },
      ];
    }),
  );
}

/** A text that is the same for the same results, in whatever order they came. */
export function textOfResults(results: readonly JsonObject[]): string {
  return results
    .map((result) => canonicalJson(result))
    .sort()
    .join("\n");
}
