import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpaLimits, OpaRun } from "./compiler/opa-process";
import { contentsOf } from "./compiler/references";
import { withTemporaryDir } from "./compiler/temporary-dir";
import { parseFile, versionFlags } from "./compiler/workspace";
import { tryParseJson } from "./json-text";
import type { ModuleReading, RegoVersion } from "./types";

const FILE = "module.rego";
/** A syntax tree with locations is this many times as large as one without. */
const LOCATED_FACTOR = 5;

/**
 * Reads one module: which syntax it is written in, and what it names. It is v1 if it parses as v1, or if it asks for v1 and
 * parses as neither (so that its errors are v1's); v0 otherwise. `import future.keywords` alone says nothing: v0 modules
 * have it too.
 *
 * @param options.withPlaces whether the answer says where things stand, which takes several times as long
 * @throws when `opa` cannot be run.
 */
export function readModule(
  limits: OpaLimits,
  text: string,
  { withPlaces = false } = {},
): Promise<ModuleReading> {
  const outputBytesMax = limits.outputBytesMax * (withPlaces ? LOCATED_FACTOR : 1);
  const include = ["--json-include", withPlaces ? "locations,-comments" : "-locations,-comments"];
  return withTemporaryDir(async (dir) => {
    await writeFile(join(dir, FILE), text);
    const parse = (version: RegoVersion): Promise<OpaRun> =>
      parseFile({ limits: { ...limits, outputBytesMax }, dir }, FILE, text, [
        ...include,
        ...versionFlags(version),
      ]);
    for (const regoVersion of ["v1", "v0"] as const) {
      const run = await parse(regoVersion);
      const tree = run.exitCode === 0 ? tryParseJson(run.stdout.toString("utf8")) : undefined;
      if (tree !== undefined) return { regoVersion, contents: contentsOf(tree) };
      // Whoever compiles it will be stopped likewise, and say why.
      if (run.stopped !== null) return { regoVersion, contents: null };
    }
    const asksForV1 = /^\s*import\s+(rego\.v1|future\.keywords)\b/m.test(text);
    return { regoVersion: asksForV1 ? "v1" : "v0", contents: null };
  });
}
