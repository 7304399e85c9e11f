import type { LibraryTemplateMetadata } from "@/lib/contracts/library";
import type { CompiledUnit, Linker, UnitSource } from "@/lib/engine/types";
import { unitSourceOf } from "@/lib/engine/unit-source";
import { readLibrary } from "@/lib/library/read-library";

/** A built-in template, compiled; `unit` is the reason where it does not load. */
export interface LinkedTemplate {
  readonly metadata: LibraryTemplateMetadata;
  readonly unit: CompiledUnit | { readonly broken: string };
}

/** The built-in library in one program. */
export interface LinkedLibrary {
  readonly templates: ReadonlyMap<string, LinkedTemplate>;
  readonly source: UnitSource;
}

/** Reads and links a library folder. A template that is broken stops no other. */
export async function linkLibraryFolder(folder: string, linker: Linker): Promise<LinkedLibrary> {
  const library = await readLibrary(folder);
  const { units, broken } = await linker.link(
    library.templates.map(({ metadata, regoModules }) => ({ key: metadata.id, modules: regoModules })),
  );
  const templates = new Map<string, LinkedTemplate>();
  for (const { metadata } of library.templates) {
    const reason = (broken.get(metadata.id) ?? []).map(({ message }) => message).join("\n");
    templates.set(metadata.id, { metadata, unit: units.get(metadata.id) ?? { broken: reason } });
  }
  return { templates, source: unitSourceOf(byDigest(units.values())) };
}

function byDigest(units: Iterable<CompiledUnit>): ReadonlyMap<string, CompiledUnit> {
  return new Map([...units].map((unit) => [unit.digest, unit]));
}
