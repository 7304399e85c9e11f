import { openModule } from "../sandbox/open-module";
import type { UnitSource } from "../types";
import { LoadOnce } from "./load-once";
import type { LoadedModule, LoadedUnit } from "./loaded";

const UNITS_MAX = 4096;
const MODULES_MAX = 1024;

/** Loads units and compiles their modules to machine code once per process. Least recently used first out. */
export class UnitLoader {
  private readonly units = new LoadOnce(UNITS_MAX, (digest) => this.loadUnit(digest));
  private readonly modules = new LoadOnce(MODULES_MAX, (digest) => this.loadModule(digest));

  /** @param strictErrors whether its units are for evaluations that an error of any built-in ends */
  constructor(
    private readonly source: UnitSource,
    private readonly strictErrors = false,
  ) {}

  /** The units among these digests that exist. */
  async load(digests: Iterable<string>): Promise<ReadonlyMap<string, LoadedUnit>> {
    const distinct = [...new Set(digests)];
    const loaded = await Promise.all(distinct.map((digest) => this.units.get(digest)));
    return new Map(loaded.filter((unit) => unit !== null).map((unit) => [unit.digest, unit]));
  }

  private async loadUnit(digest: string): Promise<LoadedUnit | null> {
    const head = await this.source.findUnit(digest);
    const module = head === null ? null : await this.modules.get(head.moduleDigest);
    if (head === null || module === null) return null;
    const { entrypoint, readsReview, readsInventory } = head;
    return { digest, entrypoint, readsReview, readsInventory, module };
  }

  private async loadModule(digest: string): Promise<LoadedModule | null> {
    const found = await this.source.findModule(digest);
    if (found === null) return null;
    return {
      digest,
      strictErrors: this.strictErrors,
      ...(await openModule(found.wasm, this.strictErrors)),
      plan: found.plan === null ? null : sharedText(found.plan),
    };
  }
}

function sharedText(text: string): SharedArrayBuffer {
  const bytes = new TextEncoder().encode(text);
  const shared = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(shared).set(bytes);
  return shared;
}
