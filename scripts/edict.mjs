#!/usr/bin/env node
// `npx edict`. Bundles the command line when its sources changed, then runs it on the pinned Node. Needs `npm ci` and nothing else.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const oldestNode = 22;
const oldBundleMs = 24 * 60 * 60 * 1000;
const entryPoints = {
  edict: "./scripts/cli/main.ts",
  "judge-thread": "./lib/engine/judge-thread.ts",
  "line-thread": "./lib/cli/engine/line-thread.ts",
  "query-thread": "./lib/cli/engine/query-thread.ts",
};
const inputs = [
  "lib/cli",
  "lib/contracts",
  "lib/domain",
  "lib/engine",
  "lib/library",
  "scripts/cli",
  "scripts/tools",
  "package.json",
  "package-lock.json",
  "scripts/edict.mjs",
];

/** Two levels below the checkout: the bundled code finds the checkout's folder from its own place. */
async function ensureBundle() {
  const cache = join(root, ".cache");
  const folder = join(cache, `cli-${hashOfInputs()}`);
  if (existsSync(join(folder, "edict.mjs"))) return folder;
  mkdirSync(cache, { recursive: true });
  removeOldBundles(cache);
  const building = mkdtempSync(join(cache, "cli-building-"));
  try {
    const { build } = await import("esbuild");
    await build({
      absWorkingDir: root,
      entryPoints,
      outdir: building,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      platform: "node",
      target: "node22",
      format: "esm",
      keepNames: true,
      logLevel: "error",
      // Some dependencies are CommonJS and ask for Node's own modules at run time.
      banner: {
        js: 'import { createRequire as edictRequire } from "node:module"; const require = edictRequire(import.meta.url);',
      },
    });
    try {
      renameSync(building, folder);
    } catch (error) {
      // Another process has built the same in the meantime.
      if (!existsSync(join(folder, "edict.mjs"))) throw error;
    }
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return folder;
}

function hashOfInputs() {
  const hash = createHash("sha256");
  const add = (path) => {
    const full = join(root, path);
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
    else if (!/\.test\.ts$/.test(path)) hash.update(`${path}\0`).update(readFileSync(full)).update("\0");
  };
  for (const path of inputs) add(path);
  return hash.digest("hex").slice(0, 16);
}

/** A run may still be using the newest ones. */
function removeOldBundles(cache) {
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    if (name.startsWith("cli-") && Date.now() - statSync(folder).mtimeMs > oldBundleMs)
      rmSync(folder, { recursive: true, force: true });
  }
}

function findNode() {
  const folder = join(root, "node_modules", `node-${process.platform}-${process.arch}`, "bin");
  const pinned = join(folder, process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(pinned)) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= oldestNode) return process.execPath;
  throw new Error(`Edict needs Node ${oldestNode} or newer; this is ${process.versions.node}.`);
}

function run(program, script) {
  return new Promise((settle, fail) => {
    const child = spawn(program, [script, ...process.argv.slice(2)], { stdio: "inherit" });
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => child.kill(name));
    child.once("error", fail);
    child.once("exit", (code, signal) => settle(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}

try {
  if (!existsSync(join(root, "node_modules", "esbuild")))
    throw new Error("The packages are not installed yet. Run npm ci in the checkout first.");
  process.exitCode = await run(findNode(), join(await ensureBundle(), "edict.mjs"));
} catch (error) {
  console.error(`edict: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
