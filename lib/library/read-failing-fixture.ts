import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { libraryFixtureSchema, type LibraryFixture } from "@/lib/contracts/library";
import { parseYaml } from "./parse-yaml";

export interface FailingFixture {
  /** Relative to the library. */
  file: string;
  fixture: LibraryFixture;
}

/**
 * The fixture that shows best what a template finds: one that needs no values and no other objects before one that does,
 * one that has the usual kind of wrong value before one where it is absent or of another type, then by name. Null where the
 * library keeps none that can be read.
 *
 * @param folder of the template, such as `pod-security/pss-privileged`
 */
export async function readFailingFixture(
  libraryFolder: string,
  folder: string,
): Promise<FailingFixture | null> {
  const below = join(folder, "tests", "fail");
  const names = await readdir(join(libraryFolder, below)).catch(() => []);
  let best: (FailingFixture & { rank: number }) | null = null;
  for (const name of names.filter((entry) => entry.endsWith(".yaml")).sort()) {
    const file = join(below, name);
    const fixture = await readFixture(join(libraryFolder, file));
    if (fixture === null) continue;
    const rank = rankOf(fixture);
    if (best === null || rank < best.rank) best = { file, fixture, rank };
  }
  return best === null ? null : { file: best.file, fixture: best.fixture };
}

function rankOf({ parameters, inventory, expect }: LibraryFixture): number {
  const alone = Object.keys(parameters).length === 0 && inventory.length === 0;
  const usual = expect.every(
    ({ found, recommended }) =>
      found !== undefined && (recommended === undefined || typeof found === typeof recommended),
  );
  return (alone ? 0 : 2) + (usual ? 0 : 1);
}

/** A fixture that breaks its format is for the library's own check to tell; here it is no example. */
async function readFixture(path: string): Promise<LibraryFixture | null> {
  try {
    return parseYaml(await readFile(path, "utf8"), libraryFixtureSchema);
  } catch {
    return null;
  }
}
