import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { z } from "zod";
import type { packFileSchema, standardFileSchema } from "@/lib/contracts/library-packs";
import { makeTemporaryDir } from "@/lib/engine/compiler/temporary-dir";
import type { Services } from "@/lib/services/context";
import { loadLibrary } from "@/lib/services/templates/load-library";
import { projectFolder } from "../tools/paths";

type PackContent = z.input<typeof packFileSchema>;
type StandardContent = z.input<typeof standardFileSchema>;

/** A folder with the library's helpers and some of its templates. */
export interface MiniLibrary {
  folder: string;
  /** Adds a pack or a standard: the content of its file. */
  pack: (content: PackContent) => Promise<void>;
  standard: (content: StandardContent) => Promise<void>;
  /** Makes it the library of an installation and publishes its templates. */
  install: (services: Services) => Promise<void>;
  remove: () => Promise<void>;
}

/** With these templates (`category/id`) only: a test need not compile them all. */
export async function miniLibrary(...templates: string[]): Promise<MiniLibrary> {
  const folder = await makeTemporaryDir("library");
  for (const part of ["lib", ...templates]) {
    await mkdir(dirname(join(folder, part)), { recursive: true });
    await cp(join(projectFolder, "library", part), join(folder, part), { recursive: true });
  }
  const add = async (part: "packs" | "standards", content: PackContent | StandardContent): Promise<void> => {
    await mkdir(join(folder, part), { recursive: true });
    await writeFile(join(folder, part, `${content.id}.yaml`), JSON.stringify(content));
  };
  return {
    folder,
    pack: (content) => add("packs", content),
    standard: (content) => add("standards", content),
    install: async (services) => {
      services.settings.libraryDir = folder;
      await loadLibrary(services);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
