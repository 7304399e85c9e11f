import { readLibrary } from "@/lib/library/read-library";
import { readPacks, type PackLibrary } from "@/lib/library/read-packs";
import type { Services } from "../context";
import { oncePerFolder } from "../once-per-folder";

const read = oncePerFolder(async (libraryDir: string) => {
  const { templates } = await readLibrary(libraryDir);
  return await readPacks(
    libraryDir,
    templates.map(({ metadata }) => metadata),
  );
});

/** The packs and standards of this installation. */
export async function packLibrary({ settings }: Services): Promise<PackLibrary> {
  return await read(settings.libraryDir, undefined);
}
