import { mainModule } from "@/lib/contracts/api/templates";
import type { LinkSource, UnitHead, CompiledModule } from "@/lib/engine/types";
import { readLibrary, type LibraryTemplate } from "@/lib/library/read-library";
import type { Services } from "../context";

/** A built-in template that cannot be used, with the file at fault relative to the library and the reason. */
export interface BrokenTemplate {
  file: string;
  reason: string;
}

export interface LinkedLibrary {
  templates: readonly { template: LibraryTemplate; unit: UnitHead }[];
  /** Null where no template is left. */
  module: CompiledModule | null;
  broken: readonly BrokenTemplate[];
}

/** Reads the library of this installation and compiles it into one program. What is broken is left out and named. */
export async function linkLibrary(services: Pick<Services, "linker" | "settings">): Promise<LinkedLibrary> {
  const library = await readLibrary(services.settings.libraryDir);
  const sources: LinkSource[] = library.templates.map(({ folder, regoModules }) => ({
    key: folder,
    modules: regoModules,
  }));
  const linked = await services.linker.link(sources);
  const templates = library.templates.flatMap((template) => {
    const unit = linked.units.get(template.folder);
    return unit === undefined ? [] : [{ template, unit }];
  });
  const notCompiled = [...linked.broken].map(([folder, diagnostics]): BrokenTemplate => {
    const [first] = diagnostics;
    const file = first === undefined || first.file === "" ? mainModule : first.file;
    const place = first === undefined || first.line === 0 ? "" : `line ${String(first.line)}: `;
    return {
      file: file.startsWith("lib/") ? file : `${folder}/${file}`,
      reason: `${place}${first?.message ?? "It does not compile."}`,
    };
  });
  const notRead = library.broken.map(({ file, reason }) => ({ file, reason }));
  const [first] = linked.units.values();
  return { templates, module: first?.module ?? null, broken: [...notRead, ...notCompiled] };
}
