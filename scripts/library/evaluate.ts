import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Json, JsonObject } from "@/lib/domain/json";
import { getOwn, getString, isObject } from "@/lib/domain/json";
import type { LibraryTemplate } from "@/lib/library/read-library";
import { runOrThrow } from "@/scripts/tools/run";

/** One object to judge by one template. */
export interface Case {
  template: LibraryTemplate;
  object: JsonObject;
  parameters: JsonObject;
  /** Other objects of the same cluster. */
  inventory: readonly JsonObject[];
}

const answerSchema = z.object({
  result: z.array(
    z.object({
      expressions: z.array(
        z.object({ value: z.record(z.string(), z.array(z.record(z.string(), z.json()))) }),
      ),
    }),
  ),
});

const driver = fileURLToPath(new URL("judge-cases.rego", import.meta.url));

/** Judges objects with OPA itself, all of them in one run of it. */
export class Evaluator {
  constructor(
    private readonly opaPath: string,
    private readonly libraryFolder: string,
  ) {}

  /**
   * @returns the results of each case in their order: what its rule `violation` holds
   * @throws Error with OPA's own words where a module does not compile or a built-in function fails
   */
  async evaluate(cases: readonly Case[]): Promise<JsonObject[][]> {
    if (cases.length === 0) return [];
    const input = { cases: Object.fromEntries(cases.map((item, index) => [index, toInput(item)])) };
    const output = await runOrThrow(
      this.opaPath,
      [
        "eval",
        "--format=json",
        "--strict-builtin-errors",
        "--stdin-input",
        `--data=${driver}`,
        ...this.moduleArguments(cases),
        "data.edict.judge_cases.results",
      ],
      { input: JSON.stringify(input) },
    );
    const found = answerSchema.parse(JSON.parse(output)).result[0]?.expressions[0]?.value ?? {};
    return cases.map(({ template }, index) => {
      const results = found[index];
      if (results === undefined)
        throw new Error(`${template.packageName} has no rule "violation" that makes a set`);
      return results;
    });
  }

  /** The modules that the cases need, as paths of the library's files. */
  private moduleArguments(cases: readonly Case[]): string[] {
    const files = new Set<string>();
    for (const { template } of cases)
      for (const name of Object.keys(template.regoModules))
        files.add(join(this.libraryFolder, name === "template.rego" ? `${template.folder}/${name}` : name));
    return [...files].map((file) => `--data=${file}`);
  }
}

function toInput({ template, object, parameters, inventory }: Case) {
  return {
    name: template.packageName.slice("edict.templates.".length),
    input: { ...object, parameters },
    inventory: inventoryDocument([object, ...inventory]),
  };
}

/** `data.inventory` as templates read it: `namespace[ns][apiVersion][kind][name]` and `cluster[apiVersion][kind][name]`. */
function inventoryDocument(objects: readonly JsonObject[]): JsonObject {
  const document: JsonObject = { namespace: {}, cluster: {} };
  for (const object of objects) {
    const metadata = getOwn(object, "metadata");
    const namespace = getString(metadata, "namespace");
    const scope = namespace === undefined ? ["cluster"] : ["namespace", namespace];
    const path = [...scope, getString(object, "apiVersion") ?? "", getString(object, "kind") ?? ""];
    setAt(document, [...path, getString(metadata, "name") ?? ""], object);
  }
  return document;
}

function setAt(root: JsonObject, path: readonly string[], value: Json): void {
  let current = root;
  for (const key of path.slice(0, -1)) {
    const next = current[key];
    const child = isObject(next) ? next : {};
    current[key] = child;
    current = child;
  }
  current[path.at(-1) ?? ""] = value;
}
