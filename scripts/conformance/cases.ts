import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { RegoVersion } from "@/lib/engine/types";
import { opaVersion } from "../tools/opa";
import { runOrThrow } from "../tools/run";

/** Fields of OPA's test cases (`v1/test/cases/cases.go` of its module). */
const caseSchema = z.looseObject({
  note: z.string(),
  query: z.string(),
  modules: z.array(z.string()).nullish(),
  data: z.unknown().optional(),
  input: z.unknown().optional(),
  input_term: z.string().nullish(),
  want_result: z.array(z.record(z.string(), z.unknown())).nullish(),
  want_error_code: z.string().nullish(),
  want_error: z.string().nullish(),
  sort_bindings: z.boolean().nullish(),
  strict_error: z.boolean().nullish(),
});

const fileSchema = z.object({ cases: z.array(caseSchema).nullish() });

/** One of OPA's own cases. Integers in it may be bigints. */
export interface ConformanceCase extends z.infer<typeof caseSchema> {
  /** `v0/<note>`; notes are unique within a version but for a few, which are numbered. */
  readonly id: string;
  readonly version: RegoVersion;
  /** Folder of its file: the topic. */
  readonly folder: string;
}

const moduleSchema = z.object({ Dir: z.string() });

/** The cases that OPA's Go module carries. Go fetches the module unless it is there, as for building `opa`. */
export async function readCases(): Promise<ConformanceCase[]> {
  const printed = await runOrThrow("go", [
    "mod",
    "download",
    "-json",
    `github.com/open-policy-agent/opa@v${opaVersion}`,
  ]);
  const { Dir } = moduleSchema.parse(JSON.parse(printed));
  const root = join(Dir, "v1", "test", "cases", "testdata");
  const all = await Promise.all((["v0", "v1"] as const).map((version) => readVersion(root, version)));
  return numbered(all.flat());
}

async function readVersion(root: string, version: RegoVersion): Promise<ConformanceCase[]> {
  const entries = await readdir(join(root, version), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name));
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  const cases: ConformanceCase[] = [];
  for (const path of paths) {
    const folder = path.slice(join(root, version).length + 1).split(/[\\/]/)[0] ?? "";
    const file = fileSchema.parse(
      parse(await readFile(path, "utf8"), { intAsBigInt: true, maxAliasCount: -1 }),
    );
    for (const item of file.cases ?? [])
      cases.push({ ...item, id: `${version}/${item.note}`, version, folder });
  }
  return cases;
}

function numbered(cases: readonly ConformanceCase[]): ConformanceCase[] {
  const seen = new Map<string, number>();
  return cases.map((item) => {
    const count = (seen.get(item.id) ?? 0) + 1;
    seen.set(item.id, count);
    return count === 1 ? item : { ...item, id: `${item.id}#${count}` };
  });
}
