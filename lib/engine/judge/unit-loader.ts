import { importedMemoryPages } from "../sandbox/module-imports";
import type { CompiledUnit } from "../types";
import type { LoadedUnit } from "./unit-runner";

const UNITS_MAX = 1024;

/** Compiles units to machine code once per process; threads share the code. Least recently used first out. */
export class UnitLoader {
  private readonly units = new Map<string, Promise<LoadedUnit | null>>();

  constructor(private readonly loadUnit: (digest: string) => Promise<CompiledUnit | null>) {}

  /** The units among these digests that exist. */
  async load(digests: Iterable<string>): Promise<ReadonlyMap<string, LoadedUnit>> {
    const distinct = [...new Set(digests)];
    const loaded = await Promise.all(distinct.map((digest) => this.get(digest)));
    return new Map(loaded.filter((unit) => unit !== null).map((unit) => [unit.digest, unit]));
  }

  private get(digest: string): Promise<LoadedUnit | null> {
    const known = this.units.get(digest);
    const unit = known ?? this.compile(digest);
    this.units.delete(digest);
    this.units.set(digest, unit);
    if (known === undefined) {
      // What is missing or failed today may be there tomorrow.
      const forget = (): boolean => this.units.get(digest) === unit && this.units.delete(digest);
      unit.then((found) => found ?? forget(), forget);
      const [oldest] = this.units.keys();
      if (this.units.size > UNITS_MAX && oldest !== undefined) this.units.delete(oldest);
    }
    return unit;
  }

  private async compile(digest: string): Promise<LoadedUnit | null> {
    const unit = await this.loadUnit(digest);
    if (unit === null) return null;
    const wasm = new Uint8Array(unit.wasm);
    return {
      digest,
      entrypoint: unit.entrypoint,
      readsReview: unit.readsReview,
      readsInventory: unit.readsInventory,
      module: await WebAssembly.compile(wasm),
      memoryPagesMin: importedMemoryPages(wasm),
    };
  }
}
