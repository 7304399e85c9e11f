import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { libraryFixtureSchema, type LibraryFixture } from "@/lib/contracts/library";
import { groupOf } from "@/lib/domain/entity";
import { selectsKind } from "@/lib/domain/kinds";
import { findLines, parseYaml } from "@/lib/library/parse-yaml";
import type { LibraryTemplate } from "@/lib/library/read-library";
import { fillParameters } from "./parameters";
import { reasonOf, type Problem } from "./problem";

/** A fixture with what it has to yield and the parameters it is judged with. */
export interface ReadFixture {
  /** Path relative to the library. */
  file: string;
  outcome: "pass" | "fail";
  fixture: LibraryFixture;
}

const fixturesMin = 2;
const allowedEntries = new Set(["template.yaml", "template.rego", "tests"]);

/** Reads the fixtures of a template and says what is wrong with them; a wrong one is left out. */
export async function readFixtures(
  libraryFolder: string,
  template: LibraryTemplate,
): Promise<{ fixtures: ReadFixture[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const fixtures: ReadFixture[] = [];
  for (const entry of await readdir(join(libraryFolder, template.folder)))
    if (!allowedEntries.has(entry))
      problems.push({ file: `${template.folder}/${entry}`, reason: "does not belong here" });
  for (const outcome of ["pass", "fail"] as const) {
    const folder = `${template.folder}/tests/${outcome}`;
    const files = await listFiles(join(libraryFolder, folder));
    if (files.length < fixturesMin)
      problems.push({ file: folder, reason: `holds ${files.length} fixtures; ${fixturesMin} are needed` });
    for (const name of files) {
      const file = `${folder}/${name}`;
      try {
        const text = await readFile(join(libraryFolder, file), "utf8");
        fixtures.push({ file, outcome, fixture: parseFixture(text, outcome, template) });
      } catch (error) {
        problems.push({ file, reason: reasonOf(error) });
      }
    }
  }
  return { fixtures, problems };
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith(".")).sort();
  } catch {
    return [];
  }
}

function parseFixture(text: string, outcome: "pass" | "fail", template: LibraryTemplate): LibraryFixture {
  const fixture = parseYaml(text, libraryFixtureSchema);
  const { object, expect, parameters } = fixture;
  const fault = (path: readonly string[], reason: string) =>
    new Error(`line ${findLines(text)(path)}: ${reason}`);
  if (outcome === "pass" && expect.length > 0) throw fault(["expect"], "a pass fixture expects nothing");
  if (outcome === "fail" && expect.length === 0)
    throw fault(["expect"], "a fail fixture names what it expects");
  if (!selectsKind(template.metadata.targets, groupOf(object.apiVersion), object.kind))
    throw fault(["object", "kind"], `the template does not target ${object.kind} of ${object.apiVersion}`);
  try {
    return { ...fixture, parameters: fillParameters(template.metadata.parameters, parameters) };
  } catch (error) {
    throw fault(["parameters"], reasonOf(error));
  }
}
