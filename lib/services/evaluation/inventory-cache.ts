import type { Database } from "@/lib/data/database";
import type { Ctx } from "../context";

/** Of bodies and of texts, each; an inventory that is larger is read and put together each time. */
const charactersMax = 64 * 1024 * 1024;

/** What a process keeps of inventories, so that a change costs the reading of what has changed. */
export interface InventoryCache {
  /** JSON text of an object by its hash. */
  readonly bodies: TextCache;
  /** Text of an inventory by its key and the stamp of what it was made from. */
  readonly texts: TextCache;
}

/** Texts in memory, each under a key with the edition it is of; the least recently used goes first. */
export class TextCache {
  private readonly held = new Map<string, { readonly edition: string; readonly text: string }>();
  private characters = 0;

  constructor(private readonly max: number) {}

  get(key: string, edition = ""): string | undefined {
    const entry = this.held.get(key);
    if (entry?.edition !== edition) return undefined;
    this.held.delete(key);
    this.held.set(key, entry);
    return entry.text;
  }

  /** Another edition of the same key gives way. */
  set(key: string, text: string, edition = ""): void {
    this.drop(key);
    if (text.length > this.max) return;
    this.held.set(key, { edition, text });
    this.characters += text.length;
    for (const oldest of this.held.keys()) {
      if (this.characters <= this.max) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.characters -= this.held.get(key)?.text.length ?? 0;
    this.held.delete(key);
  }
}

const caches = new WeakMap<Database, InventoryCache>();

/** That of the process; keys begin with the organization, so nobody finds what another one's reading left. */
export function inventoryCacheOf({ services }: Pick<Ctx, "services">): InventoryCache {
  const known = caches.get(services.db);
  if (known !== undefined) return known;
  const cache = { bodies: new TextCache(charactersMax), texts: new TextCache(charactersMax) };
  caches.set(services.db, cache);
  return cache;
}
