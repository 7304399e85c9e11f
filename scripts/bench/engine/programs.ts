import { rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { makeTemporaryDir } from "@/lib/engine/compiler/temporary-dir";
import { cachedProgramPath, projectFolder } from "@/scripts/tools/paths";
import { run, runOrThrow } from "@/scripts/tools/run";

/** A folder for one measurement, removed with everything in it afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeTemporaryDir("bench");
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One of the engine's programs as a single file, without the bookkeeping that a TypeScript loader adds. */
export async function bundle(entry: string, folder: string, name = "side.mjs"): Promise<string> {
  const outfile = join(folder, name);
  await build({
    entryPoints: [join(projectFolder, entry)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return outfile;
}

/** Builds the program that evaluates with OPA's own library. Go keeps what it has built before. */
export async function buildOpaPeer(): Promise<string> {
  const path = cachedProgramPath("bench-opa");
  await runOrThrow("go", ["build", "-trimpath", "-o", path, "."], {
    cwd: join(projectFolder, "scripts/bench/opa"),
    environment: { CGO_ENABLED: "0" },
    lowPriority: true,
  });
  return path;
}

/** Runs a program on one core, ahead of others where the system allows it, and reads the JSON that it prints. */
export async function measured(
  command: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<unknown> {
  const [first = command, ...rest] = [...(await pinned()), command, ...args];
  return JSON.parse(await runOrThrow(first, rest, { environment }));
}

/** The words before a command that keep it on one core with priority: as many of them as work here. */
export async function pinned(): Promise<string[]> {
  const wrappers: readonly [string, ...string[]][] = [
    ["taskset", "-c", "0"],
    ["nice", "-n", "-10"],
  ];
  const words: string[] = [];
  for (const wrapper of wrappers) {
    const { code, stderr } = await run(wrapper[0], [...wrapper.slice(1), process.execPath, "--version"]);
    if (code === 0 && stderr === "") words.push(...wrapper);
  }
  return words;
}
