import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { libraryFixtureSchema, type LibraryFixture } from "@/lib/contracts/library";
import { parseYaml } from "./parse-yaml";

export interface LibraryFixtureFile {
  /** Relative to the library. */
  file: string;
  fixture: LibraryFixture;
}

/**
 * The fixtures of a template that can be read, by name. One that breaks its format is for the library's own check to tell.
 *
 * @param folder of the template, such as `pod-security/pss-privileged`
 */
export async function readFixtures(
  libraryFolder: string,
  folder: string,
  outcome: "pass" | "fail",
): Promise<LibraryFixtureFile[]> {
  const below = join(folder, "tests", outcome);
  const names = await readdir(join(libraryFolder, below)).catch(() => []);
  const fixtures: LibraryFixtureFile[] = [];
  for (const name of names.filter((entry) => entry.endsWith(".yaml")).sort()) {
    const file = join(below, name);
    const fixture = await readFixture(join(libraryFolder, file));
    if (fixture !== null) fixtures.push({ file, fixture });
  }
  return fixtures;
}

async function readFixture(path: string): Promise<LibraryFixture | null> {
  try {
    return parseYaml(await readFile(path, "utf8"), libraryFixtureSchema);
  } catch {
    return null;
  }
}
