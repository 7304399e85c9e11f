import type { CompiledUnit, UnitSource } from "./types";

/** Units that a process has compiled itself. Units that are added to the map later are found as well. */
export function unitSourceOf(units: ReadonlyMap<string, CompiledUnit>): UnitSource {
  return {
    findUnit: (digest) => Promise.resolve(units.get(digest) ?? null),
    findModule: (digest) =>
      Promise.resolve([...units.values()].find((unit) => unit.moduleDigest === digest)?.module ?? null),
  };
}
