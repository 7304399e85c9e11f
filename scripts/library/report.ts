import type { SamplesReport } from "./check-samples";
import type { TemplateReport } from "./prepare";

/** A mistake in a shared helper shows in every case of every template; the first few tell it. */
const shownMax = 6;

/**
 * Prints the table, every problem and the totals.
 * @returns whether there was no problem
 */
export function printReport(reports: readonly TemplateReport[], durationMs: number): boolean {
  const width = Math.max(8, ...reports.map(({ folder }) => folder.length));
  const line = (cells: readonly string[]) => {
    const [name = "", ...rest] = cells;
    process.stdout.write(`${name.padEnd(width)}  ${rest.map((cell) => cell.padStart(5)).join("  ")}\n`);
  };
  line(["template", "pass", "fail", "cases", ""]);
  for (const { folder, passFixtures, failFixtures, cases, problems } of reports)
    line([
      folder,
      String(passFixtures),
      String(failFixtures),
      String(cases),
      problems.length === 0 ? "ok" : "WRONG",
    ]);
  for (const { folder, problems } of reports) {
    for (const { file, reason } of problems.slice(0, shownMax))
      process.stdout.write(`\n${file}\n  ${reason}\n`);
    const hidden = problems.length - shownMax;
    if (hidden > 0) process.stdout.write(`\n${folder}\n  and ${hidden} more\n`);
  }
  const failed = reports.filter(({ problems }) => problems.length > 0).length;
  const cases = reports.reduce((sum, report) => sum + report.cases, 0);
  process.stdout.write(
    `\n${reports.length - failed} passed, ${failed} failed (${cases} cases, ${(durationMs / 1000).toFixed(1)} s)\n`,
  );
  return failed === 0;
}

/**
 * Prints what each policy of the sample fleet finds, by cluster.
 * @returns whether there was no problem
 */
export function printSamples({ objects, rows, problems }: SamplesReport): boolean {
  const clusters = Object.keys(objects);
  const width = Math.max(...rows.map(({ policy }) => policy.length));
  const line = (name: string, cells: readonly string[]) =>
    process.stdout.write(`${name.padEnd(width)}  ${cells.map((cell) => cell.padStart(9)).join("")}\n`);
  line("violating objects", clusters);
  for (const { policy, violating } of rows)
    line(
      policy,
      clusters.map((cluster) => String(violating[cluster] ?? 0)),
    );
  line(
    "objects",
    clusters.map((cluster) => String(objects[cluster] ?? 0)),
  );
  for (const { file, reason } of problems) process.stdout.write(`\n${file}\n  ${reason}\n`);
  return problems.length === 0;
}
