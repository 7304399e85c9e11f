import { mkdirSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

// The global setup writes the product's log here before the first test makes the folder.
mkdirSync("test-results", { recursive: true });

const isRoot = process.getuid?.() === 0;

/** Run it with `npm test -- e2e`, or `npm run test:e2e` once packages, compiler and browser are there. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  // One product with one real cluster serves all tests; each signs up an organization of its own.
  globalSetup: "./e2e/support/global-setup.ts",
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 60_000,
  globalTimeout: 20 * 60_000,
  expect: { timeout: 15_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "test-results/report.json" }],
  ],
  outputDir: "test-results/e2e",
  use: {
    // Set by the global setup, and read again in the process that runs the tests.
    baseURL: process.env.EDICT_E2E_URL,
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      // Chromium's sandbox does not work for root.
      args: isRoot ? ["--no-sandbox"] : [],
    },
  },
  projects: [
    { name: "chromium", use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } } },
  ],
});
