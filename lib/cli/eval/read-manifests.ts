import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseAllDocuments, type Tags } from "yaml";
import {
  getOwn,
  getString,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
} from "@/lib/domain/json";
import type { LineObject } from "../batch/parse-line";

/** An object with the file it is from. */
export interface Manifest extends LineObject {
  readonly file: string;
}

const MANIFEST = /\.(ya?ml|json)$/i;

/**
 * The objects of manifests in YAML or JSON; lists are taken apart.
 *
 * @param places files, folders (searched through) and `-`
 * @param stdin text of standard input, read where `-` is among the places
 * @throws Error with the file that cannot be read
 */
export async function readManifests(
  places: readonly string[],
  stdin: () => Promise<string>,
): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const place of places) {
    const files = place === "-" ? [place] : await filesOf(place, MANIFEST);
    for (const file of files) {
      const text = file === "-" ? await stdin() : await readFile(file, "utf8");
      for (const value of parseManifests(file, text))
        manifests.push({ file: file === "-" ? "standard input" : file, value, json: JSON.stringify(value) });
    }
  }
  return manifests;
}

/**
 * A file, or the files below a folder whose names match, in order.
 * @throws Error where there is no such place
 */
export async function filesOf(place: string, pattern: RegExp): Promise<string[]> {
  const found = await stat(place).catch(() => null);
  if (found === null) throw new Error(`There is no ${place}.`);
  if (!found.isDirectory()) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && pattern.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

function parseManifests(file: string, text: string): JsonObject[] {
  return parseDocuments(file, text).flatMap((document, index) =>
    document === null ? [] : objectsIn(document, `${file}: document ${index + 1}`),
  );
}

/**
 * An object, or those in a list. Items of a typed list (`PodList`) may leave out what the list says of them already.
 * @throws Error for what is no object: nothing is left out in silence
 */
function objectsIn(value: Json, place: string): JsonObject[] {
  if (!isObject(value)) throw new Error(`${place} is no object.`);
  const kind = getString(value, "kind") ?? "";
  const items = getOwn(value, "items");
  if (!kind.endsWith("List") || (!isArray(items) && items !== null)) return [value];
  const itemKind = kind.slice(0, -"List".length);
  const said: JsonObject =
    itemKind === "" ? {} : { apiVersion: getString(value, "apiVersion") ?? "", kind: itemKind };
  return (items ?? []).flatMap((item, index) => {
    const itemPlace = `${place}, items[${index}]`;
    return objectsIn(isObject(item) ? { ...said, ...item } : item, itemPlace);
  });
}

/** @throws Error with the file for what cannot be parsed */
function parseDocuments(file: string, text: string): Json[] {
  const plain = text.replace(/^\ufeff/, "");
  try {
    if (/^\s*\{/.test(plain) && /\.json$/i.test(file)) return [parseJson(plain)];
    return parseAllDocuments(plain, YAML_OF_KUBECTL).map((document) => {
      const [error] = document.errors;
      if (error !== undefined) throw error;
      // What YAML has and JSON has not becomes what JSON makes of it.
      return parseJson(JSON.stringify(document.toJS({ maxAliasCount: 1000 }) ?? null));
    });
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** kubectl reads YAML 1.1, in which `0644` is octal and `yes` is true, but neither its dates nor numbers to the base of 60 (`22:22`). */
const YAML_OF_KUBECTL = {
  version: "1.1",
  merge: true,
  logLevel: "silent",
  customTags: (tags: Tags): Tags =>
    tags.filter(
      (tag) =>
        typeof tag === "string" || (tag.format !== "TIME" && tag.tag !== "tag:yaml.org,2002:timestamp"),
    ),
} as const;
