import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countPlaywright, countVitest, sum } from "./counts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edict-counts-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function report(content: unknown): Promise<string> {
  const path = join(folder, "report.json");
  await writeFile(path, JSON.stringify(content));
  return path;
}

test("a runner without a report has failed", () => {
  expect(countVitest(join(folder, "missing.json"))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countPlaywright(join(folder, "missing.json"))).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("a test file that can't be loaded is a failure", async () => {
  const path = await report({
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{}] },
      { status: "passed", assertionResults: [{}, {}] },
    ],
  });
  expect(countVitest(path)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test("a browser test that passed only at the second try is a failure, and so is an error outside of tests", async () => {
  const path = await report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] });
  expect(countPlaywright(path)).toEqual({ passed: 5, failed: 3, skipped: 2 });
});

test("runners are added up", () => {
  const counts = { passed: 1, failed: 2, skipped: 3 };
  expect(sum([counts, counts])).toEqual({ passed: 2, failed: 4, skipped: 6 });
});
