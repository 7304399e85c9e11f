import { rmSync } from "node:fs";
import { join } from "node:path";
import { ensureFolder, projectFolder, type Log } from "../tools/paths";
import { buildProduct } from "../build/build-product";
import { ensureChromium } from "../tools/chromium";
import { ensureOpa } from "../tools/opa";
import { countPlaywright, countVitest, type Counts } from "./counts";
import { runVisibly } from "./run-visibly";

const bin = (name: string) => join(projectFolder, "node_modules", name);

/** One kind of tests. */
export interface Stage {
  name: string;
  /** What it needs for a person who reads `--help`. */
  what: string;
  run: (log: Log) => Promise<Counts>;
}

export const stages: readonly Stage[] = [
  { name: "unit", what: "pure parts", run: () => vitest("unit") },
  { name: "db", what: "against a real Postgres", run: () => vitest("db") },
  { name: "it", what: "real clusters and the whole product as processes", run: runIntegration },
  { name: "e2e", what: "the whole product in a browser", run: runBrowser },
];

/** These tests run the product as built. */
async function runIntegration(log: Log): Promise<Counts> {
  await buildProduct(log);
  return vitest("it");
}

async function vitest(project: string): Promise<Counts> {
  const report = freshReport(`vitest-${project}.json`);
  await runVisibly([
    bin("vitest/vitest.mjs"),
    "run",
    `--project=${project}`,
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  return countVitest(report);
}

async function runBrowser(log: Log): Promise<Counts> {
  const report = freshReport("playwright.json");
  await buildProduct(log);
  await runVisibly([bin("@playwright/test/cli.js"), "test"], {
    CHROMIUM_PATH: await ensureChromium(log),
    OPA_PATH: await ensureOpa(log),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return countPlaywright(report);
}

/** A report of an earlier run must not be taken for this one's. */
function freshReport(name: string): string {
  const path = join(ensureFolder(join(projectFolder, "test-results", "reports")), name);
  rmSync(path, { force: true });
  return path;
}
