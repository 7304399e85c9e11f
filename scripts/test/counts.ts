import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** How many tests of a runner did what. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/** A runner that leaves no report has failed once, whatever it printed. */
const noReport: Counts = { passed: 0, failed: 1, skipped: 0 };

/** Reads Vitest's JSON report. A file that failed before its first test counts as one failure. */
export function countVitest(path: string): Counts {
  const report = read(path, vitestReport);
  if (report === undefined) return noReport;
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Reads Playwright's JSON report. A test that passed only when tried again is a failure: it will fail for others too. */
export function countPlaywright(path: string): Counts {
  const report = read(path, playwrightReport);
  if (report === undefined) return noReport;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/** @returns the sum over runners */
export function sum(counts: readonly Counts[]): Counts {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const count of counts) {
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  return total;
}

function read<Report>(path: string, schema: z.ZodType<Report>): Report | undefined {
  if (!existsSync(path)) return undefined;
  return schema.safeParse(JSON.parse(readFileSync(path, "utf8"))).data;
}
