import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
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
  return parseDocuments(file, text).flatMap((document) => {
    if (document === null) return [];
    if (!isObject(document)) throw new Error(`${file}: a document is no object.`);
    const items = getOwn(document, "items");
    const isList = getString(document, "kind")?.endsWith("List") === true && isArray(items);
    return isList ? items.filter(isObject) : [document];
  });
}

function parseDocuments(file: string, text: string): Json[] {
  if (/^\s*\{/.test(text) && /\.json$/i.test(file)) return [parseJson(text)];
  return parseAllDocuments(text, { merge: true }).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`${file}: ${error.message}`);
    // What YAML has and JSON has not, such as dates, becomes what JSON makes of it.
    return parseJson(JSON.stringify(document.toJS({ maxAliasCount: 1000 }) ?? null));
  });
}
