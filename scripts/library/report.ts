import type { SamplesReport } from "./check-samples";
import { sumUp, type CategoryRow, type Coverage } from "./coverage";
import type { TemplateReport } from "./prepare";
import type { Problem } from "./problem";

/** A mistake shows in every kind that a fixture stands for, and one in a shared helper in every template. */
const shownOfFile = 2;
const shownOfTemplate = 6;

/**
 * Prints the templates, the coverage, every problem and the totals.
 *
 * @param others problems that belong to no template: packs, standards, the list of templates
 * @returns whether there was no problem
 */
export function printReport(
  reports: readonly TemplateReport[],
  coverage: Coverage,
  others: readonly Problem[],
  durationMs: number,
): boolean {
  printTemplates(coverage);
  if (coverage.categories.length > 1) printCategories(coverage);
  if (coverage.standards.length > 0) printStandards(coverage);
  for (const { folder, problems } of reports) printProblems(folder, problems);
  for (const { file, reason } of others) process.stdout.write(`\n${file}\n  ${reason}\n`);
  const failed = reports.filter(({ problems }) => problems.length > 0).length + others.length;
  const passed = reports.filter(({ problems }) => problems.length === 0).length;
  const { cases } = sumUp("", coverage.templates);
  process.stdout.write(
    `\n${passed} passed, ${failed} failed (${cases} cases, ${(durationMs / 1000).toFixed(1)} s)\n`,
  );
  return failed === 0;
}

function printTemplates({ templates }: Coverage): void {
  const line = linePrinter(templates.map(({ folder }) => folder));
  line("template", ["pass", "fail", "cases", "standards", "µs", ""]);
  for (const row of templates)
    line(row.folder, [
      row.passFixtures,
      row.failFixtures,
      row.cases,
      row.standards.length,
      microseconds(row.evaluationUs),
      row.problems === 0 ? "ok" : "WRONG",
    ]);
}

function printCategories({ categories, templates }: Coverage): void {
  const rows: CategoryRow[] = [...categories, sumUp("all", templates)];
  const line = linePrinter(rows.map(({ category }) => category));
  process.stdout.write("\n");
  line("category", ["templates", "fixtures", "cases", "problems", "µs"]);
  for (const row of rows)
    line(row.category, [
      row.templates,
      row.fixtures,
      row.cases,
      row.problems,
      microseconds(row.evaluationUs),
    ]);
}

function printStandards({ standards }: Coverage): void {
  const line = linePrinter(standards.map(({ standard }) => standard));
  process.stdout.write("\n");
  line("standard", ["controls", "covered", "in part", "templates"]);
  for (const row of standards) line(row.standard, [row.controls, row.covered, row.partly, row.templates]);
}

function printProblems(folder: string, problems: readonly Problem[]): void {
  const files = new Map<string, number>();
  const shown: Problem[] = [];
  for (const problem of problems) {
    const count = files.get(problem.file) ?? 0;
    files.set(problem.file, count + 1);
    if (count < shownOfFile && shown.length < shownOfTemplate) shown.push(problem);
  }
  for (const { file, reason } of shown) process.stdout.write(`\n${file}\n  ${reason}\n`);
  const hidden = problems.length - shown.length;
  if (hidden > 0) process.stdout.write(`\n${folder}\n  and ${hidden} more\n`);
}

/** Prints a name and cells that stand right below each other. */
function linePrinter(names: readonly string[]): (name: string, cells: readonly (string | number)[]) => void {
  const width = Math.max(8, ...names.map((name) => name.length));
  return (name, cells) => {
    const text = cells.map((cell) => String(cell).padStart(9)).join(" ");
    process.stdout.write(`${name.padEnd(width)} ${text}\n`);
  };
}

function microseconds(value: number | null): string {
  return value === null ? "-" : value.toFixed(1);
}

/**
 * Prints what each policy of the sample fleet finds, by cluster.
 * @returns whether there was no problem
 */
export function printSamples({ objects, rows, problems }: SamplesReport): boolean {
  const clusters = Object.keys(objects);
  const line = linePrinter(rows.map(({ policy }) => policy));
  line("violating objects", clusters);
  for (const { policy, violating } of rows)
    line(
      policy,
      clusters.map((cluster) => violating[cluster] ?? 0),
    );
  line(
    "objects",
    clusters.map((cluster) => objects[cluster] ?? 0),
  );
  for (const { file, reason } of problems) process.stdout.write(`\n${file}\n  ${reason}\n`);
  return problems.length === 0;
}
