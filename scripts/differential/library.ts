import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { z } from "zod";
import { groupOf } from "@/lib/domain/entity";
import { inventoryText } from "@/lib/domain/inventory";
import { getOwn, getString, isObject, type Json, type JsonObject } from "@/lib/domain/json";
import { createLinker } from "@/lib/engine/link";
import { createJudge } from "@/lib/engine/pool";
import type { CompiledUnit, JudgeBatch, Outcome } from "@/lib/engine/types";
import { unitSourceOf } from "@/lib/engine/unit-source";
import { readLibrary, type LibraryTemplate } from "@/lib/library/read-library";
import { comparable } from "../conformance/exact-json";
import { expandFixture } from "../library/expand-fixture";
import { readFixtures } from "../library/read-fixtures";
import { mutationsOf } from "./mutate";
import { askOpa } from "./native";
import type { Difference, Setting, Tally } from "./report";

interface Case {
  readonly template: LibraryTemplate;
  readonly object: JsonObject;
  readonly parameters: JsonObject;
  readonly inventoryJson: string;
}

const CASES_PER_RUN = 1_500;
const driver = fileURLToPath(new URL("../library/judge-cases.rego", import.meta.url));

/** All library templates on all their fixtures, as every kind these stand for, and on mutations of them. */
export async function compareLibrary(setting: Setting): Promise<Tally> {
  const library = await readLibrary(setting.libraryFolder);
  const cases: Case[] = [];
  for (const template of library.templates.filter(({ metadata }) => setting.isWanted(metadata.id)))
    cases.push(...(await casesOf(setting, template)));
  const units = await link(setting, library.templates);
  const tally: Tally = {
    cases: cases.length,
    differences: [],
    broken: library.broken.map(({ file }) => file),
  };
  for (let start = 0; start < cases.length; start += CASES_PER_RUN) {
    const chunk = cases.slice(start, start + CASES_PER_RUN);
    const native = await judgeNatively(setting, chunk);
    for (const evaluator of ["sandbox", "auto"] as const) {
      const outcomes = await judgeHere(units, chunk, evaluator);
      for (const [index, item] of chunk.entries())
        tally.differences.push(...compare(item, evaluator, native[index] ?? null, outcomes[index]));
    }
    setting.log(`library: ${Math.min(start + CASES_PER_RUN, cases.length)} of ${cases.length} cases`);
  }
  return tally;
}

async function casesOf({ libraryFolder, mutations }: Setting, template: LibraryTemplate): Promise<Case[]> {
  const { fixtures } = await readFixtures(libraryFolder, template);
  const plain = fixtures.flatMap(({ fixture }) =>
    expandFixture(fixture, template.metadata.targets).map((variant): Case => {
      const { object, parameters, inventory } = variant.fixture;
      return { template, object, parameters, inventoryJson: inventoryOf([object, ...inventory]) };
    }),
  );
  if (plain.length === 0) return [];
  const mutated = fc.sample(
    fc.record({ object: mutationsOf(plain.map(({ object }) => object)), base: fc.constantFrom(...plain) }),
    mutations,
  );
  return [...plain, ...mutated.map(({ object, base }): Case => ({ ...base, object }))];
}

function inventoryOf(objects: readonly JsonObject[]): string {
  return inventoryText(
    objects.map((value) => {
      const metadata = getOwn(value, "metadata");
      return {
        apiVersion: getString(value, "apiVersion") ?? "",
        kind: getString(value, "kind") ?? "",
        namespace: getString(metadata, "namespace") ?? null,
        name: getString(metadata, "name") ?? "",
        json: JSON.stringify(value),
      };
    }),
  );
}

async function link(
  setting: Setting,
  templates: readonly LibraryTemplate[],
): Promise<Map<string, CompiledUnit>> {
  const { units, broken } = await createLinker(setting.compiler).link(
    templates.map(({ metadata, regoModules }) => ({ key: metadata.id, modules: regoModules })),
  );
  for (const id of broken.keys()) setting.log(`library: ${id} does not compile`);
  return new Map(units);
}

const resultsSchema = z.record(z.string(), z.unknown());

/** The comparable text of each case's results, null where the rule is undefined. */
async function judgeNatively(setting: Setting, cases: readonly Case[]): Promise<(string | null)[]> {
  const modules: Record<string, string> = { driver: await readFile(driver, "utf8") };
  for (const { template } of cases)
    for (const [name, text] of Object.entries(template.regoModules))
      modules[name === "template.rego" ? template.folder : name] = text;
  const texts = cases.map(({ template, object, parameters, inventoryJson }, index) => {
    const name = JSON.stringify(template.packageName.slice("edict.templates.".length));
    const input = JSON.stringify({ ...object, parameters });
    return `"${index}":{"name":${name},"input":${input},"inventory":${inventoryJson}}`;
  });
  const answer = await askOpa({
    opaPath: setting.compiler.opaPath,
    modules,
    inputJson: `{"cases":{${texts.join(",")}}}`,
    reference: "data.edict.judge_cases.results",
  });
  if (answer === null || "error" in answer) throw new Error(`OPA failed: ${answer?.error ?? "undefined"}`);
  const found = resultsSchema.parse(answer.value);
  return cases.map((_item, index) => (Object.hasOwn(found, index) ? setText(found[index]) : null));
}

function setText(results: unknown): string {
  return Array.isArray(results) ? results.map(comparable).sort().join("\n") : comparable(results);
}

async function judgeHere(
  units: ReadonlyMap<string, CompiledUnit>,
  cases: readonly Case[],
  evaluator: "sandbox" | "auto",
): Promise<readonly Outcome[]> {
  const source = unitSourceOf(new Map([...units.values()].map((unit) => [unit.digest, unit])));
  const limits = { deadlineMs: 20_000, memoryMiBMax: 256, resultBytesMax: 16 * 1024 * 1024 };
  const judge = createJudge({ source, threads: 2, evaluator, ...limits });
  const batch: JudgeBatch = {
    objects: cases.map(({ object }, index) => ({
      key: String(index),
      json: JSON.stringify(object),
      policyKeys: [String(index)],
    })),
    policies: cases.map(({ template, parameters }, index) => ({
      key: String(index),
      unitDigest: units.get(template.metadata.id)?.digest ?? "",
      parameters,
      inventoryKey: String(index),
    })),
    inventories: Object.fromEntries(cases.map(({ inventoryJson }, index) => [index, inventoryJson])),
  };
  try {
    return (await judge.judge(batch)).map(({ outcome }) => outcome);
  } finally {
    await judge.close();
  }
}

function compare(
  item: Case,
  evaluator: string,
  native: string | null,
  outcome: Outcome | undefined,
): Difference[] {
  const found =
    outcome?.status === "error" ? `error ${outcome.error.code}: ${outcome.error.message}` : textOf(outcome);
  if (found === (native ?? "")) return [];
  const { template, object, parameters } = item;
  const where = `${template.metadata.id} on ${object.kind === undefined ? "an object" : JSON.stringify(object.kind)} (${groupOf(getString(object, "apiVersion") ?? "")})`;
  const question = JSON.stringify({ template: template.metadata.id, parameters, objects: [object] });
  return [{ where, evaluator, native: native ?? "undefined", found, question }];
}

/** What a rule reported, put together again from an outcome. */
function textOf(outcome: Outcome | undefined): string {
  if (outcome?.status !== "violating") return "";
  const results = outcome.occurrences.map(({ message, violatingKey, recommended, details }) => {
    const result: Record<string, Json> = { msg: message, ...details };
    if (violatingKey !== null) result["violating_key"] = violatingKey;
    if (recommended !== null) result["recommended_value"] = recommended.value;
    return comparable(isObject(result) ? result : {});
  });
  return results.sort().join("\n");
}
