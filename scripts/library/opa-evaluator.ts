import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { parseJson, type JsonObject } from "@/lib/domain/json";
import { runOrThrow } from "@/scripts/tools/run";
import { inventoryOf, type Case, type Verdict } from "./cases";
import { reasonOf } from "./problem";

const answerSchema = z.object({
  result: z.array(
    z.object({
      expressions: z.array(
        z.object({ value: z.record(z.string(), z.array(z.record(z.string(), z.json()))) }),
      ),
    }),
  ),
});

/** From so many cases on, two processes of OPA share them. */
const sharedMin = 2000;
const driver = fileURLToPath(new URL("judge-cases.rego", import.meta.url));

/** Judges objects with OPA itself. */
export class OpaEvaluator {
  constructor(
    private readonly opaPath: string,
    private readonly libraryFolder: string,
  ) {}

  /**
   * Judges all cases in one run.
   *
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

  /**
   * Judges all cases, whatever is wrong with some: where a run fails, each half of its templates gets one of its own.
   */
  async judge(cases: readonly Case[]): Promise<Verdict[]> {
    const verdicts = new Map<Case, Verdict>();
    const shares = cases.length < sharedMin ? [cases] : halves(cases);
    await Promise.all(shares.map((share) => this.judgeInto(share, verdicts)));
    return cases.map((item) => verdicts.get(item) ?? { error: "OPA gave no answer" });
  }

  private async judgeInto(cases: readonly Case[], verdicts: Map<Case, Verdict>): Promise<void> {
    try {
      const results = await this.evaluate(cases);
      for (const [index, item] of cases.entries()) verdicts.set(item, { results: results[index] ?? [] });
    } catch (error) {
      const parts = halves(cases);
      if (parts.length > 1) for (const part of parts) await this.judgeInto(part, verdicts);
      else for (const item of cases) verdicts.set(item, { error: reasonOf(error) });
    }
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

/** The cases of the first half of their templates and those of the second; all together where there is one template. */
function halves(cases: readonly Case[]): Case[][] {
  const templates = [...new Set(cases.map(({ template }) => template))];
  const first = new Set(templates.slice(0, templates.length / 2));
  return [
    cases.filter(({ template }) => first.has(template)),
    cases.filter(({ template }) => !first.has(template)),
  ].filter((part) => part.length > 0);
}

function toInput(item: Case) {
  const { template, object, parameters } = item;
  return {
    name: template.packageName.slice("edict.templates.".length),
    input: { ...object, parameters },
    inventory: parseJson(inventoryOf(item)),
  };
}
