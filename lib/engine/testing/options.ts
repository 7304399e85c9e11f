import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CompilerOptions } from "../compile";

/** Compiler options for a test, with a cache folder of its own. @param opaPath the test's `OPA_PATH` */
export function testCompilerOptions(opaPath: string | undefined): CompilerOptions {
  return {
    opaPath: opaPath ?? "opa",
    cacheDir: mkdtempSync(join(tmpdir(), "edict-units-")),
    timeoutMs: 20_000,
    outputBytesMax: 32 * 1024 * 1024,
  };
}
