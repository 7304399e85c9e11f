import { readLibrary } from "@/lib/library/read-library";

interface BrokenTemplate {
  file: string;
  reason: string;
}

const brokenIn = new Map<string, BrokenTemplate[]>();

/** Built-in templates that cannot be loaded from this installation; read once, since it does not change while running. */
export async function brokenLibraryTemplates(libraryDir: string): Promise<BrokenTemplate[]> {
  const known = brokenIn.get(libraryDir);
  if (known !== undefined) return known;
  const { broken } = await readLibrary(libraryDir);
  const found = broken.map(({ file, reason }) => ({ file, reason }));
  brokenIn.set(libraryDir, found);
  return found;
}
