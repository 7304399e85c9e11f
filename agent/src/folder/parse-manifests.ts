import { parseAllDocuments, type Tags } from "yaml";
import { isJsonObject, member, own, text, type Json, type JsonObject } from "../json";

/**
 * The Kubernetes objects in one file: all documents, lists taken apart. What is no object (Helm values, Kustomize
 * configuration) is left out.
 * @throws Error when the text cannot be parsed to its end
 */
export function parseManifests(content: string, fileName: string): JsonObject[] {
  const documents = fileName.endsWith(".json") ? [parseJson(content)] : parseYaml(content);
  return documents.flatMap(flatten).filter(isManifest);
}

function parseJson(content: string): unknown {
  return content.trim() === "" ? undefined : JSON.parse(content);
}

function parseYaml(content: string): unknown[] {
  // kubectl reads YAML 1.1 (`0644` is octal, `yes` is true) but neither dates nor base-60 numbers such as 22:22.
  const customTags = (tags: Tags): Tags =>
    tags.filter((tag) => typeof tag === "string" || (tag.format !== "TIME" && !isTimestamp(tag.tag)));
  return parseAllDocuments(content, { version: "1.1", merge: true, customTags, logLevel: "silent" }).map(
    (document) => {
      const [error] = document.errors;
      if (error !== undefined) throw error;
      const value: unknown = document.toJS({ maxAliasCount: 100 });
      return value;
    },
  );
}

function isTimestamp(tag: string): boolean {
  return tag === "tag:yaml.org,2002:timestamp";
}

/** A list is its items; items of typed lists (`PodList`) may leave out what the list says already. */
function flatten(value: unknown): JsonObject[] {
  if (!isJsonObject(value)) return [];
  const kind = text(value, "kind");
  const items = own(value, "items");
  if (kind?.endsWith("List") !== true || !Array.isArray(items)) return [value];
  const itemKind = kind.slice(0, -"List".length);
  const defaults: JsonObject =
    itemKind === "" ? {} : { apiVersion: text(value, "apiVersion") ?? "", kind: itemKind };
  return items.flatMap((item: Json) => (isJsonObject(item) ? flatten({ ...defaults, ...item }) : []));
}

const toolGroups = ["kustomize.config.k8s.io/", "config.kubernetes.io/", "skaffold/", "kind.x-k8s.io/"];

function isManifest(object: JsonObject): boolean {
  const apiVersion = text(object, "apiVersion") ?? "";
  if (apiVersion === "" || toolGroups.some((group) => apiVersion.startsWith(group))) return false;
  const metadata = member(object, "metadata");
  if (text(member(metadata, "annotations"), "config.kubernetes.io/local-config") === "true") return false;
  return (text(object, "kind") ?? "") !== "" && (text(metadata, "name") ?? "") !== "";
}

/** The kinds a text seems to hold that cannot be parsed. */
export function guessKinds(content: string): string[] {
  return [
    ...new Set(
      [...content.matchAll(/^[\s{"-]*kind"?\s*:\s*["']?([A-Za-z]+)/gm)].map(([, kind]) => kind ?? ""),
    ),
  ];
}
