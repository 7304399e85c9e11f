import type { BrokenTemplate, LibraryTemplate } from "@/lib/library/read-library";
import { crossCheck, ownObjects } from "./cross-check";
import { Engine } from "./engine";
import { judgeFixtures, measureEvaluations } from "./judge-fixtures";
import { lintRego } from "./lint-rego";
import { tryOddValues } from "./odd-values";
import { OpaEvaluator } from "./opa-evaluator";
import { emptyReport, prepare, type PreparedTemplate, type TemplateReport } from "./prepare";
import type { Problem } from "./problem";
import type { Progress } from "./progress";
import { proveFixes } from "./prove-fixes";
import { readStrangers } from "./strangers";

export interface CheckOptions {
  opaPath: string;
  libraryFolder: string;
  templates: readonly LibraryTemplate[];
  broken: readonly BrokenTemplate[];
  isWanted: (folder: string) => boolean;
  progress: Progress;
}

/** The wanted templates that could be read, with their fixtures, and an engine that knows them. */
export interface Workbench {
  wanted: readonly PreparedTemplate[];
  engine: Engine;
}

/**
 * Checks format, Rego, fixtures and recommended values of the wanted templates.
 *
 * @returns one report a template, ordered by folder, and the templates that could be read
 */
export async function checkTemplates(
  options: CheckOptions,
): Promise<{ reports: TemplateReport[]; prepared: readonly PreparedTemplate[] }> {
  const { opaPath, libraryFolder, progress } = options;
  const { wanted, engine } = await openWorkbench(options);
  try {
    const reports = new Map(wanted.map(({ report }) => [report.folder, report]));
    const add = (problems: readonly Problem[]) => {
      for (const problem of problems) reportOf(reports, problem).problems.push(problem);
    };
    for (const { folder, file, reason } of options.broken)
      if (options.isWanted(folder)) {
        const report = reports.get(folder) ?? emptyReport(folder);
        reports.set(folder, report);
        report.problems.push({ file, reason });
      }
    const linked = wanted.filter(({ template }) => {
      const fault = engine.faultOf(template);
      if (fault !== null) add([fault]);
      return fault === null;
    });
    const lint = progress.step("Rego", () =>
      lintRego(
        opaPath,
        libraryFolder,
        wanted.map(({ template }) => template),
      ),
    );
    const strangers = readStrangers(
      libraryFolder,
      options.templates.map(({ folder }) => folder).filter((folder) => !options.isWanted(folder)),
    );
    const opa = new OpaEvaluator(opaPath, libraryFolder);
    const judged = await progress.step("fixtures", () => judgeFixtures(linked, opa, engine, progress));
    add(await lint);
    add(await progress.step("fixes", () => proveFixes(judged, engine)));
    const others = await strangers;
    add(
      await progress.step("cross check", (tell) =>
        crossCheck(linked, [...ownObjects(wanted), ...others], engine, tell),
      ),
    );
    add(await progress.step("odd values", (tell) => tryOddValues(linked, engine, tell)));
    await progress.step("measuring", () => measureEvaluations(linked, engine));
    const ordered = [...reports.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
    return { reports: ordered, prepared: wanted };
  } finally {
    await engine.close();
  }
}

/** Reads the fixtures and links the wanted templates. The engine is the caller's to close. */
export async function openWorkbench(options: CheckOptions): Promise<Workbench> {
  const { opaPath, libraryFolder, templates, isWanted, progress } = options;
  const chosen = templates.filter(({ folder }) => isWanted(folder));
  const [wanted, engine] = await Promise.all([
    progress.step("reading fixtures", () =>
      Promise.all(chosen.map((template) => prepare(libraryFolder, template))),
    ),
    progress.step("linking", () => Engine.link(opaPath, chosen)),
  ]);
  return { wanted, engine };
}

/** The report that a file belongs to; the shared helpers have one of their own. */
function reportOf(reports: Map<string, TemplateReport>, { file }: Problem): TemplateReport {
  const folder = [...reports.keys()].find((name) => file.startsWith(`${name}/`)) ?? "lib";
  const report = reports.get(folder) ?? emptyReport(folder);
  reports.set(folder, report);
  return report;
}
