import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { kindKey, type WireResource } from "@/lib/contracts/wire/protocol";
import type { JsonObject } from "../json";
import { describeError, type Logger } from "../log";
import { isNoise } from "../noise";
import { findManifestFiles } from "./find-files";
import { KindTable } from "./kind-table";
import { guessKinds, parseManifests } from "./parse-manifests";

/** What an object was when it was listed last, so that an unchanged file need not be parsed again. */
export interface SentItem {
  uid: string;
  hash: string;
  redactedCount: number;
}

export interface IndexedFile {
  /** Changes whenever the file does. */
  stamp: string;
  /** `kindKey` of each object in order. */
  kinds: string[];
  /** What was sent of each object, in the same order; undefined before the first time. */
  sent: (SentItem | undefined)[];
  /** Why the file cannot be read; its kinds are then those it held, or seems to hold. */
  error?: string;
}

/** Parsed objects are kept from the look to the sending, but not more than this. */
const keptBytesMax = 8 * 1024 * 1024;

/** What is in a folder, without the objects themselves. */
export class FolderIndex {
  readonly kinds = new KindTable();
  readonly files = new Map<string, IndexedFile>();
  readonly #folder: string;
  readonly #log: Logger;
  readonly #parsed = new Map<string, JsonObject[]>();
  #parsedBytes = 0;

  constructor(folder: string, log: Logger) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Looks through the folder; files that have not changed are not read. @throws Error when it cannot be looked through */
  async refresh(): Promise<void> {
    const names = await findManifestFiles(this.#folder);
    const present = new Set(names);
    for (const name of this.files.keys()) if (!present.has(name)) this.files.delete(name);
    for (const name of names) await this.#refreshFile(name);
    // Path order decides which of two definitions of an object counts.
    const ordered = [...this.files].sort(([a], [b]) => (a < b ? -1 : 1));
    this.files.clear();
    for (const [name, file] of ordered) this.files.set(name, file);
  }

  /** The objects of a file, in the order of its `kinds`. @throws Error when it is no longer what it was */
  async objectsOf(name: string): Promise<JsonObject[]> {
    const parsed = this.#parsed.get(name);
    if (parsed !== undefined) return parsed;
    const objects = this.#parse(name, await readFile(path.join(this.#folder, name), "utf8"));
    const kinds = this.files.get(name)?.kinds ?? [];
    if (objects.length !== kinds.length || objects.some((object, at) => this.#keyOf(object) !== kinds[at])) {
      throw new Error(`${name} has changed while the folder was read`);
    }
    return objects;
  }

  /** Drops the parsed objects. */
  forgetObjects(): void {
    this.#parsed.clear();
    this.#parsedBytes = 0;
  }

  /** The resources of all kinds in the folder, broken files included. */
  resources(): WireResource[] {
    const keys = new Set([...this.files.values()].flatMap(({ kinds }) => kinds));
    return [...keys].flatMap((key) => this.kinds.resourceOfKey(key) ?? []);
  }

  async #refreshFile(name: string): Promise<void> {
    const before = this.files.get(name);
    let content = "";
    try {
      const { mtimeMs, size } = await stat(path.join(this.#folder, name));
      const stamp = `${mtimeMs} ${size}`;
      if (before?.stamp === stamp) return;
      content = await readFile(path.join(this.#folder, name), "utf8");
      const objects = this.#parse(name, content);
      const kinds = objects.map((object) => this.#keyOf(object));
      this.files.set(name, { stamp, kinds, sent: [] });
      this.#parsedBytes += content.length;
      if (this.#parsedBytes <= keptBytesMax) this.#parsed.set(name, objects);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") {
        this.files.delete(name);
        return;
      }
      this.#markBroken(name, before, content, describeError(error));
    }
  }

  #markBroken(name: string, before: IndexedFile | undefined, content: string, error: string): void {
    const guessed = guessKinds(content).flatMap((kind) => this.kinds.keysNamed(kind));
    const kinds = [...new Set([...(before?.kinds ?? []), ...guessed])];
    if (before?.error !== error) this.#log.error("manifest cannot be read", { file: name, error });
    this.files.set(name, { stamp: "", kinds, sent: [], error: `${name}: ${error}` });
  }

  #parse(name: string, content: string): JsonObject[] {
    const objects = parseManifests(content, name);
    for (const object of objects) if (object.kind === "CustomResourceDefinition") this.kinds.learn(object);
    return objects.filter((object) => {
      const resource = this.kinds.resourceOf(object);
      return resource !== undefined && !isNoise(resource);
    });
  }

  #keyOf(object: JsonObject): string {
    const resource = this.kinds.resourceOf(object);
    return resource === undefined ? "" : kindKey(resource);
  }
}
