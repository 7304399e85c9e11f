import { validateSchema } from "@/lib/domain/parameters";
import { findLines } from "@/lib/library/parse-yaml";
import type { LibraryTemplate } from "@/lib/library/read-library";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Case } from "./cases";
import { expandFixture } from "./expand-fixture";
import type { Problem } from "./problem";
import { readFixtures, type ReadFixture } from "./read-fixtures";

/** What is known of one template after all checks. */
export interface TemplateReport {
  folder: string;
  passFixtures: number;
  failFixtures: number;
  /** Objects judged: fixtures times the kinds each stands for. */
  cases: number;
  /** Median time of the fast evaluator for a case, or null where none was judged. */
  evaluationUs: number | null;
  problems: Problem[];
}

/** A fixture as one of the kinds it stands for. */
export interface FixtureCase extends ReadFixture {
  kind: string;
  /** False where a Pod fixture was made into another workload kind. */
  written: boolean;
  case: Case;
}

/** A template with its fixtures, and what was wrong with them so far. */
export interface PreparedTemplate {
  template: LibraryTemplate;
  report: TemplateReport;
  cases: FixtureCase[];
}

export function emptyReport(folder: string): TemplateReport {
  return { folder, passFixtures: 0, failFixtures: 0, cases: 0, evaluationUs: null, problems: [] };
}

/** Reads the fixtures of a template, multiplies them over its kinds and checks the schema of its parameters. */
export async function prepare(libraryFolder: string, template: LibraryTemplate): Promise<PreparedTemplate> {
  const { fixtures, problems } = await readFixtures(libraryFolder, template);
  const cases = fixtures.flatMap((read) =>
    expandFixture(read.fixture, template.metadata.targets).map(({ kind, fixture }, position) => ({
      ...read,
      fixture,
      kind,
      written: position === 0,
      case: {
        template,
        object: fixture.object,
        parameters: fixture.parameters,
        inventory: fixture.inventory,
      },
    })),
  );
  const report = {
    ...emptyReport(template.folder),
    passFixtures: fixtures.filter(({ outcome }) => outcome === "pass").length,
    failFixtures: fixtures.filter(({ outcome }) => outcome === "fail").length,
    cases: cases.length,
    problems: [...(await schemaProblems(libraryFolder, template)), ...problems],
  };
  return { template, report, cases };
}

async function schemaProblems(libraryFolder: string, template: LibraryTemplate): Promise<Problem[]> {
  const errors = validateSchema(template.metadata.parameters);
  if (errors.length === 0) return [];
  const file = `${template.folder}/template.yaml`;
  const lineOf = findLines(await readFile(join(libraryFolder, file), "utf8"));
  return errors.map(({ path, message }) => {
    const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
    return { file: `${file}:${lineOf(["parameters", ...steps])}`, reason: `parameters.${path}: ${message}` };
  });
}
