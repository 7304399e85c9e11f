import { getOwn, getString, isObject } from "../../domain/json";
import { tryParseJson } from "../json-text";

/**
 * The text that follows an entity's JSON (without its closing brace) to give it `input.review`, as the Gatekeeper
 * generation of templates reads it. Empty for texts that are no JSON object: the sandbox will refuse those.
 *
 * @param entityJson JSON text of a Kubernetes object
 */
export function reviewSuffix(entityJson: string): string {
  const entity = tryParseJson(entityJson);
  if (!isObject(entity)) return "";
  const apiVersion = getString(entity, "apiVersion") ?? "";
  const slash = apiVersion.indexOf("/");
  const metadata = getOwn(entity, "metadata");
  const review = {
    kind: {
      group: apiVersion.slice(0, Math.max(0, slash)),
      version: apiVersion.slice(slash + 1),
      kind: getString(entity, "kind") ?? "",
    },
    name: getString(metadata, "name") ?? "",
    namespace: getString(metadata, "namespace") ?? "",
    operation: "CREATE",
  };
  const separator = Object.keys(entity).length === 0 ? "" : ",";
  return `${separator}"review":${JSON.stringify(review).slice(0, -1)},"object":${entityJson}}`;
}
