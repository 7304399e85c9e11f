import type { BrokenTemplate, LibraryTemplate } from "@/lib/library/read-library";
import type { JsonObject } from "@/lib/domain/json";
import { validateSchema } from "@/lib/domain/parameters";
import type { Case, Evaluator } from "./evaluate";
import { expandFixture } from "./expand-fixture";
import { lintRego } from "./lint-rego";
import { differences, toOccurrence } from "./occurrences";
import { reasonOf, type Problem } from "./problem";
import { proveFixes, type JudgedCase } from "./prove-fixes";
import { readFixtures, type ReadFixture } from "./read-fixtures";

/** What is known of one template after all checks. */
export interface TemplateReport {
  folder: string;
  passFixtures: number;
  failFixtures: number;
  /** Objects judged: fixtures times the kinds each stands for. */
  cases: number;
  problems: Problem[];
}

interface PendingCase extends ReadFixture {
  report: TemplateReport;
  kind: string;
  case: Case;
}

/** Checks format, Rego, fixtures and recommended values of templates; one report a template, ordered by folder. */
export async function checkTemplates(options: {
  opaPath: string;
  libraryFolder: string;
  templates: readonly LibraryTemplate[];
  broken: readonly BrokenTemplate[];
  evaluator: Evaluator;
}): Promise<TemplateReport[]> {
  const { opaPath, libraryFolder, templates, evaluator } = options;
  const reports = new Map<string, TemplateReport>();
  for (const { folder, file, reason } of options.broken) {
    const report = reports.get(folder) ?? emptyReport(folder);
    report.problems.push({ file, reason });
    reports.set(folder, report);
  }
  const pending: PendingCase[] = [];
  for (const template of templates) {
    const report = emptyReport(template.folder);
    reports.set(template.folder, report);
    pending.push(...(await prepare(libraryFolder, template, report)));
  }
  const lint = await lintRego(opaPath, libraryFolder, templates);
  for (const problem of lint) reportOf(reports, problem).problems.push(problem);
  const judged = await judge(pending, evaluator);
  for (const problem of await proveFixes(judged, evaluator))
    reportOf(reports, problem).problems.push(problem);
  return [...reports.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

async function prepare(
  folder: string,
  template: LibraryTemplate,
  report: TemplateReport,
): Promise<PendingCase[]> {
  for (const { path, message } of validateSchema(template.metadata.parameters))
    report.problems.push({
      file: `${template.folder}/template.yaml`,
      reason: `parameters.${path}: ${message}`,
    });
  const { fixtures, problems } = await readFixtures(folder, template);
  report.problems.push(...problems);
  report.passFixtures = fixtures.filter(({ outcome }) => outcome === "pass").length;
  report.failFixtures = fixtures.filter(({ outcome }) => outcome === "fail").length;
  const cases = fixtures.flatMap((read) =>
    expandFixture(read.fixture, template.metadata.targets).map(({ kind, fixture }) => ({
      ...read,
      fixture,
      report,
      kind,
      case: {
        template,
        object: fixture.object,
        parameters: fixture.parameters,
        inventory: fixture.inventory,
      },
    })),
  );
  report.cases = cases.length;
  return cases;
}

async function judge(pending: readonly PendingCase[], evaluator: Evaluator): Promise<JudgedCase[]> {
  const results = await evaluateAll(pending, evaluator);
  return pending.flatMap(({ report, file, kind, fixture, case: item }, index) => {
    const found = results[index];
    if (found === undefined) return [];
    try {
      const occurrences = found.map((result) => toOccurrence(result, item.object));
      for (const reason of differences(fixture.expect, occurrences))
        report.problems.push({ file, reason: `as ${kind}, ${reason}` });
      return [{ file, kind, case: item, occurrences }];
    } catch (error) {
      report.problems.push({ file, reason: `as ${kind}, ${reasonOf(error)}` });
      return [];
    }
  });
}

/** One run of OPA for all; if it fails, one a template, so that the failure is told of the right one. */
async function evaluateAll(
  pending: readonly PendingCase[],
  evaluator: Evaluator,
): Promise<(JsonObject[] | undefined)[]> {
  try {
    return await evaluator.evaluate(pending.map(({ case: item }) => item));
  } catch {
    const results = new Map<PendingCase, JsonObject[]>();
    for (const report of new Set(pending.map((item) => item.report))) {
      const own = pending.filter((item) => item.report === report);
      try {
        const found = await evaluator.evaluate(own.map(({ case: item }) => item));
        for (const [index, item] of own.entries()) results.set(item, found[index] ?? []);
      } catch (error) {
        report.problems.push({ file: `${report.folder}/template.rego`, reason: reasonOf(error) });
      }
    }
    return pending.map((item) => results.get(item));
  }
}

function emptyReport(folder: string): TemplateReport {
  return { folder, passFixtures: 0, failFixtures: 0, cases: 0, problems: [] };
}

/** The report that a file belongs to; the shared helpers have one of their own. */
function reportOf(reports: Map<string, TemplateReport>, { file }: Problem): TemplateReport {
  const folder = [...reports.keys()].find((name) => file.startsWith(`${name}/`)) ?? "lib";
  const report = reports.get(folder) ?? emptyReport(folder);
  reports.set(folder, report);
  return report;
}
