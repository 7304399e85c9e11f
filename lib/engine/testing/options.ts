import type { CompilerOptions } from "../compile";
import { makeTemporaryDirSync } from "../compiler/temporary-dir";

/**
 * Compiler options for a test, with a cache folder of its own that goes with the process.
 *
 * @param opaPath the test's `OPA_PATH`
 */
export function testCompilerOptions(opaPath: string | undefined): CompilerOptions {
  const cacheDir = makeTemporaryDirSync("units");
  return { opaPath: opaPath ?? "opa", cacheDir, timeoutMs: 20_000, outputBytesMax: 32 * 1024 * 1024 };
}
