import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build, stop } from "esbuild";
import { buildAgent } from "../build-agent.mjs";
import { lastLines } from "../tools/run";
import { projectFolder } from "../tools/paths";

/** Something built from sources. */
export interface Target {
  name: string;
  /** For a person: "the console". */
  title: string;
  /** Files and folders it is built from, besides the lock file. */
  inputs: readonly string[];
  /** A file that is there when it is built. */
  output: string;
  make: () => Promise<void>;
}

export const targets: readonly Target[] = [
  {
    name: "console",
    title: "the console",
    inputs: [
      "app",
      "components",
      "lib",
      "public",
      "next.config.ts",
      "postcss.config.mjs",
      "tsconfig.json",
      "package.json",
    ],
    output: ".next/BUILD_ID",
    make: buildConsole,
  },
  {
    name: "worker",
    title: "the worker",
    inputs: ["lib", "scripts/migrate", "scripts/build", "tsconfig.json", "package.json"],
    output: "dist/worker.mjs",
    make: bundleWorker,
  },
  {
    name: "agent",
    title: "the agent",
    inputs: ["agent", "lib/contracts/wire", "tsconfig.json", "scripts/build-agent.mjs"],
    output: "dist/agent.mjs",
    make: async () => {
      await buildAgent();
      await stop();
    },
  },
];

/** Next prints a lot that is nobody's business unless it fails. */
function buildConsole(): Promise<void> {
  rmSync(join(projectFolder, ".next", "BUILD_ID"), { force: true });
  return new Promise((settle, fail) => {
    const next = join(projectFolder, "node_modules", "next", "dist", "bin", "next");
    const child = spawn(process.execPath, [next, "build"], {
      cwd: projectFolder,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const killOnExit = () => child.kill("SIGKILL");
    process.once("exit", killOnExit);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    child.once("error", fail);
    child.once("close", (code) => {
      process.off("exit", killOnExit);
      if (code === 0) settle();
      else
        fail(
          new Error(`The console could not be built (exit ${code ?? "unknown"}):\n${lastLines(output, 60)}`),
        );
    });
  });
}

/** Packages stay in node_modules: some are native, and some read files beside themselves. */
async function bundleWorker(): Promise<void> {
  await build({
    absWorkingDir: projectFolder,
    entryPoints: {
      worker: "./lib/worker/main.ts",
      "judge-thread": "./lib/engine/judge-thread.ts",
      migrate: "./scripts/migrate/main.ts",
    },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node22",
    format: "esm",
    sourcemap: true,
    keepNames: true,
    logLevel: "warning",
  });
  // Its service would stay beside us for as long as the product runs.
  await stop();
}
