import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CompilerOptions } from "../compile";

/**
 * Compiler options for a test, with a cache folder of its own that goes with the process.
 *
 * @param opaPath the test's `OPA_PATH`
 */
export function testCompilerOptions(opaPath: string | undefined): CompilerOptions {
  const cacheDir = mkdtempSync(join(tmpdir(), "edict-units-"));
  process.once("exit", () => rmSync(cacheDir, { recursive: true, force: true }));
  return { opaPath: opaPath ?? "opa", cacheDir, timeoutMs: 20_000, outputBytesMax: 32 * 1024 * 1024 };
}
