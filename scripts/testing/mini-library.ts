import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { z } from "zod";
import type { packFileSchema, standardFileSchema } from "@/lib/contracts/library-packs";
import { makeTemporaryDir } from "@/lib/engine/compiler/temporary-dir";
import { projectFolder } from "../tools/paths";

type PackContent = z.input<typeof packFileSchema>;
type StandardContent = z.input<typeof standardFileSchema>;

/** A folder with the library's helpers and these of its templates (`category/id`) only: a test need not compile them all. */
export async function miniLibrary(...templates: string[]): Promise<{
  folder: string;
  /** Adds a pack or a standard: the content of its file. */
  pack: (content: PackContent) => Promise<void>;
  standard: (content: StandardContent) => Promise<void>;
  remove: () => Promise<void>;
}> {
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
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
