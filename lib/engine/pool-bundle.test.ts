import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { createCompiler } from "./compile";
import { testCompilerOptions } from "./testing/options";

const options = testCompilerOptions(process.env.OPA_PATH);

/** Judges one entity and leaves the judge open: an idle pool must not keep its process alive. */
function program(digest: string): string {
  return `
    import { createUnitCache } from ${JSON.stringify(join(import.meta.dirname, "compiler/unit-cache"))};
    import { unitSourceOf } from ${JSON.stringify(join(import.meta.dirname, "unit-source"))};
    import { createJudge } from ${JSON.stringify(join(import.meta.dirname, "pool"))};
    const cache = createUnitCache(${JSON.stringify(options.cacheDir)});
    const judge = createJudge({
      source: unitSourceOf(new Map((await cache.get(${JSON.stringify(digest)})).units.map((unit) => [unit.digest, unit]))), threads: 1, deadlineMs: 10000, memoryMiBMax: 32, resultBytesMax: 65536,
    });
    const judgements = await judge.judge({
      objects: [{ key: "o", json: '{"bad":true}', policyKeys: ["p"] }],
      policies: [{ key: "p", unitDigest: ${JSON.stringify(digest)}, parameters: {} }],
    });
    console.log(judgements[0].outcome.status);
  `;
}

test("bundled, the pool finds its thread beside it and lets the process end", async () => {
  const source = {
    modules: { "rule.rego": 'package a\nviolation contains "x" if input.bad' },
    regoVersion: "v1",
  } as const;
  const compiled = await createCompiler(options).compile(source);
  const digest = compiled.ok ? compiled.unit.digest : "";
  const dir = await mkdtemp(join(tmpdir(), "edict-bundle-"));
  try {
    await writeFile(join(dir, "worker.ts"), program(digest));
    await build({
      entryPoints: {
        worker: join(dir, "worker.ts"),
        "judge-thread": join(import.meta.dirname, "judge-thread.ts"),
      },
      outdir: dir,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      format: "esm",
      platform: "node",
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    });
    const { stdout } = await promisify(execFile)(process.execPath, [join(dir, "worker.mjs")], {
      timeout: 15_000,
    });
    expect(stdout.trim()).toBe("violating");
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
