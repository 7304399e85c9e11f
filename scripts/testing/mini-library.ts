import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { projectFolder } from "../tools/paths";

/** A folder with the library's helpers and these of its templates (`category/id`) only: a test need not compile them all. */
export async function miniLibrary(
  ...templates: string[]
): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "edict-library-"));
  for (const part of ["lib", ...templates]) {
    await mkdir(dirname(join(folder, part)), { recursive: true });
    await cp(join(projectFolder, "library", part), join(folder, part), { recursive: true });
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
