import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runOpa, type OpaLimits } from "./compiler/opa-process";
import { withTemporaryDir } from "./compiler/toolchain";
import type { RegoVersion } from "./types";

const FILE = "module.rego";

/**
 * Tells which syntax a module is written in: v1 if it parses as v1, or if it asks for v1 and parses as neither (so that
 * its errors are v1's); v0 otherwise. `import future.keywords` alone says nothing: v0 modules have it too.
 *
 * @throws when `opa` cannot be run.
 */
export function detectRegoVersion(limits: OpaLimits, text: string): Promise<RegoVersion> {
  return withTemporaryDir(async (dir) => {
    await writeFile(join(dir, FILE), text);
    const asV1 = await runOpa(limits, ["parse", FILE], dir);
    if (asV1.exitCode === 0) return "v1";
    const asV0 = await runOpa(limits, ["parse", "--v0-compatible", FILE], dir);
    if (asV0.exitCode === 0) return "v0";
    return /^\s*import\s+(rego\.v1|future\.keywords)\b/m.test(text) ? "v1" : "v0";
  });
}
