import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };
const exclude = ["node_modules/**", ".next/**", ".data/**", ".cache/**", "dist/**", "e2e/**"];

/**
 * unit: pure, no process outside the test runner but the Rego compiler.
 * db: a real Postgres, cloned from a template database.
 * it: real clusters and the whole stack as processes.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...exclude, "**/*.db.test.ts", "**/*.it.test.ts"],
          testTimeout: 20_000,
          globalSetup: ["scripts/testing/unit-setup.ts"],
          setupFiles: ["scripts/testing/property-seed.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude,
          globalSetup: ["scripts/testing/unit-setup.ts", "scripts/testing/db-setup.ts"],
          setupFiles: ["scripts/testing/property-seed.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "it",
          include: ["**/*.it.test.ts"],
          exclude,
          globalSetup: ["scripts/testing/unit-setup.ts", "scripts/testing/db-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 600_000,
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});
