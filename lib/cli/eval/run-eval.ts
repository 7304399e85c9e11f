import type { Readable } from "node:stream";
import { availableParallelism } from "node:os";
import { text } from "node:stream/consumers";
import type { Judge, CompiledUnit } from "@/lib/engine/types";
import { createLinker } from "@/lib/engine/link";
import { unitSourceOf } from "@/lib/engine/unit-source";
import { judgeLines } from "../batch/judge-lines";
import { Policies } from "../batch/policies";
import { compilerOptionsOf, openJudge, type EngineSetting } from "../engine/batch-engine";
import { linkLibraryFolder } from "../engine/linked-library";
import { UsageError, type EvalOptions } from "../options";
import { readManifests, type Manifest } from "./read-manifests";
import { readParameters, regoPolicies, templatePolicies, type NamedPolicy } from "./read-policies";
import { jsonReport, tableReport, type Row } from "./report";

export interface EvalSetting extends EngineSetting {
  readonly stdin: Readable;
  readonly stdout: { write(text: string): unknown };
}

const CLEAN = 0;
const VIOLATING = 1;
const FAILED = 2;

/**
 * Judges manifests and prints what was found.
 *
 * @returns the exit status
 * @throws UsageError for what cannot be judged
 */
export async function runEval(options: EvalOptions, setting: EvalSetting): Promise<number> {
  const parameters = readParameters(options.parameters);
  const manifests = await readManifests(options.files, () => text(setting.stdin));
  if (manifests.length === 0) throw new UsageError("There is no object in these files.");
  const compiler = await compilerOptionsOf(setting, options);
  const named: NamedPolicy[] = [];
  const units = new Map<string, CompiledUnit>();
  if (options.templates.length > 0 || options.rego.length === 0) {
    const library = await linkLibraryFolder(setting.libraryFolder, createLinker(compiler));
    named.push(...templatePolicies(options.templates, parameters, library, new Policies(library.templates)));
    for (const { unit } of library.templates.values()) if (!("broken" in unit)) units.set(unit.digest, unit);
  }
  for (const own of await regoPolicies(options, parameters, compiler, setting.libraryFolder)) {
    named.push(own.named);
    units.set(own.unit.digest, own.unit);
  }
  const judge = openJudge(setting, unitSourceOf(units), options.threads ?? availableParallelism(), options);
  try {
    const rows = await judgeManifests(judge, manifests, named);
    setting.stdout.write(options.format === "json" ? jsonReport(rows) : tableReport(rows));
    const has = (status: string) => rows.some(({ verdict }) => verdict.status === status);
    if (has("violating")) return VIOLATING;
    return has("error") ? FAILED : CLEAN;
  } finally {
    await judge.close();
  }
}

async function judgeManifests(
  judge: Judge,
  manifests: readonly Manifest[],
  named: readonly NamedPolicy[],
): Promise<Row[]> {
  const lines = named.map(({ policy }) => ({ policy, objects: manifests, inventory: [] }));
  const verdicts = await judgeLines(judge, lines);
  return manifests.flatMap((manifest, index) =>
    named.flatMap((policy, line): Row[] => {
      const verdict = verdicts[line]?.[index];
      return verdict === undefined ? [] : [{ manifest, named: policy, verdict }];
    }),
  );
}
