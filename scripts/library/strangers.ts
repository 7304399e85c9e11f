import { mkdir, readFile, readdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { getOwn, isObject, type JsonObject } from "@/lib/domain/json";
import { programFolder } from "./program-cache";

/** The object of a fixture, for templates that it was not written for. */
export interface Stranger {
  file: string;
  object: JsonObject;
}

const objectSchema = z.record(z.string(), z.json());
/** File → its state and its object, null where it has none. */
const cacheSchema = z.record(z.string(), z.object({ state: z.string(), object: objectSchema.nullable() }));
type Cache = z.infer<typeof cacheSchema>;

/**
 * Reads the objects of the fixtures of these templates; what is wrong with a file is told when its own template is checked.
 * Reading two thousand YAML files takes longer than all else in a check of one template, so the objects are kept.
 */
export async function readStrangers(libraryFolder: string, folders: readonly string[]): Promise<Stranger[]> {
  if (folders.length === 0) return [];
  const known = await readCache();
  const found: Cache = {};
  const read = async (file: string): Promise<void> => {
    const path = join(libraryFolder, file);
    const { mtimeMs, size } = await stat(path);
    const state = `${mtimeMs} ${size}`;
    const entry = known[path];
    found[path] = entry?.state === state ? entry : { state, object: objectOf(await readFile(path, "utf8")) };
  };
  const files = (await Promise.all(folders.map((folder) => fixtureFiles(libraryFolder, folder)))).flat();
  // A file that goes away meanwhile is no stranger.
  await Promise.all(files.map((file) => read(file).catch(() => undefined)));
  if (files.some((file) => known[join(libraryFolder, file)] !== found[join(libraryFolder, file)]))
    await writeCache({ ...known, ...found });
  return files.flatMap((file) => {
    const object = found[join(libraryFolder, file)]?.object ?? null;
    return object === null ? [] : [{ file, object }];
  });
}

async function fixtureFiles(libraryFolder: string, folder: string): Promise<string[]> {
  const lists = await Promise.all(
    ["pass", "fail"].map(async (outcome) => {
      const names = await readdir(join(libraryFolder, folder, "tests", outcome)).catch(() => []);
      return names
        .filter((name) => name.endsWith(".yaml"))
        .map((name) => `${folder}/tests/${outcome}/${name}`);
    }),
  );
  return lists.flat().sort();
}

function objectOf(text: string): JsonObject | null {
  try {
    const fixture: unknown = parse(text);
    const object = getOwn(fixture, "object");
    return isObject(object) ? object : null;
  } catch {
    return null;
  }
}

function cacheFile(): string {
  return join(programFolder(), "fixtures.json");
}

async function readCache(): Promise<Cache> {
  try {
    return cacheSchema.parse(JSON.parse(await readFile(cacheFile(), "utf8")));
  } catch {
    return {};
  }
}

async function writeCache(cache: Cache): Promise<void> {
  const temporary = `${cacheFile()}.${process.pid}`;
  await mkdir(programFolder(), { recursive: true });
  await writeFile(temporary, JSON.stringify(cache));
  await rename(temporary, cacheFile());
}
