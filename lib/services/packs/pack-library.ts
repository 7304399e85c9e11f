import { readLibrary } from "@/lib/library/read-library";
import { readPacks, type PackLibrary } from "@/lib/library/read-packs";
import type { Services } from "../context";

const readIn = new Map<string, Promise<PackLibrary>>();

/** The packs and standards of this installation; read once, since they do not change while running. */
export async function packLibrary({ settings }: Services): Promise<PackLibrary> {
  const { libraryDir } = settings;
  const reading = readIn.get(libraryDir) ?? readAll(libraryDir);
  readIn.set(libraryDir, reading);
  try {
    return await reading;
  } catch (error) {
    readIn.delete(libraryDir);
    throw error;
  }
}

async function readAll(libraryDir: string): Promise<PackLibrary> {
  const { templates } = await readLibrary(libraryDir);
  return await readPacks(
    libraryDir,
    templates.map(({ metadata }) => metadata),
  );
}
