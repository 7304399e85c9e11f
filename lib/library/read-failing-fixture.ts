import type { LibraryFixture } from "@/lib/contracts/library";
import { readFixtures, type LibraryFixtureFile } from "./read-fixtures";

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
): Promise<LibraryFixtureFile | null> {
  let best: { file: LibraryFixtureFile; rank: number } | null = null;
  for (const file of await readFixtures(libraryFolder, folder, "fail")) {
    const rank = rankOf(file.fixture);
    if (best === null || rank < best.rank) best = { file, rank };
  }
  return best?.file ?? null;
}

function rankOf({ parameters, inventory, expect }: LibraryFixture): number {
  const alone = Object.keys(parameters).length === 0 && inventory.length === 0;
  const usual = expect.every(
    ({ found, recommended }) =>
      found !== undefined && (recommended === undefined || typeof found === typeof recommended),
  );
  return (alone ? 0 : 2) + (usual ? 0 : 1);
}
