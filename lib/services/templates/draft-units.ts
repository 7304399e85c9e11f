import type { CompiledModule, CompiledUnit, UnitHead } from "@/lib/engine/types";

const draftsMax = 200;

/**
 * Units of the studio that no template version names. They live in this process only, the oldest go first: somebody who may
 * only read templates must not be able to fill the database by typing.
 */
export class DraftUnits {
  private readonly units = new Map<string, CompiledUnit>();

  keep(unit: CompiledUnit): void {
    this.units.delete(unit.digest);
    this.units.set(unit.digest, unit);
    const oldest = this.units.keys().next();
    if (this.units.size > draftsMax && oldest.done !== true) this.units.delete(oldest.value);
  }

  findUnit(digest: string): UnitHead | null {
    return this.units.get(digest) ?? null;
  }

  /** A draft is a module of its own, which has the draft's digest. */
  findModule(digest: string): CompiledModule | null {
    return this.units.get(digest)?.module ?? null;
  }
}
