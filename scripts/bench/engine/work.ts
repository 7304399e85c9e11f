import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { groupOf } from "@/lib/domain/entity";
import { canonicalJson, getString, type JsonObject } from "@/lib/domain/json";
import { selectsKind } from "@/lib/domain/kinds";
import { defaultsOf } from "@/lib/domain/parameters";
import { createLinker } from "@/lib/engine/link";
import type { CompiledUnit } from "@/lib/engine/types";
import { readLibrary, type LibraryTemplate } from "@/lib/library/read-library";
import { readFixtures } from "@/scripts/library/read-fixtures";
import { ensureOpa } from "@/scripts/tools/opa";
import { cacheFolder } from "@/scripts/tools/paths";
import type { SideWork } from "./side-work";

const libraryFolder = "library";
const linkTimeoutMs = 300_000;
const linkOutputBytesMax = 512 * 1024 * 1024;
/** The moment that `time.now_ns()` answers on all sides. */
const nowNs = "1780000000000000000";

/** One template with the parameters that every side judges it with. */
export interface Policy {
  readonly template: LibraryTemplate;
  readonly unit: CompiledUnit;
  readonly parameters: JsonObject;
}

/** The same objects and policies for every side, matched by kind. */
export interface Work {
  readonly policies: readonly Policy[];
  readonly objects: readonly JsonObject[];
  /** Positions of the policies that judge each object. */
  readonly pairs: readonly (readonly number[])[];
}

/** The whole library over these objects, linked as the worker links it. */
export async function makeWork(objects: readonly JsonObject[]): Promise<Work> {
  const { templates } = await readLibrary(libraryFolder);
  const linker = createLinker({
    opaPath: await ensureOpa(console.error),
    cacheDir: join(cacheFolder(), "units"),
    timeoutMs: linkTimeoutMs,
    outputBytesMax: linkOutputBytesMax,
  });
  const { units, broken } = await linker.link(
    templates.map(({ metadata, regoModules }) => ({ key: metadata.id, modules: regoModules })),
  );
  if (broken.size > 0) throw new Error(`templates do not compile: ${[...broken.keys()].join(", ")}`);
  const policies = await Promise.all(
    templates.map(async (template): Promise<Policy> => {
      const unit = units.get(template.metadata.id);
      if (unit === undefined) throw new Error(`${template.metadata.id} was not linked`);
      return { template, unit, parameters: await parametersOf(template) };
    }),
  );
  const pairs = objects.map((object) => policiesOf(object, policies));
  return { policies, objects, pairs };
}

/** The defaults; where a template has none for everything that it needs, those of its first fixture. */
async function parametersOf(template: LibraryTemplate): Promise<JsonObject> {
  const { parameters } = template.metadata;
  if (parameters.required.length === 0) return defaultsOf(parameters);
  const { fixtures } = await readFixtures(libraryFolder, template);
  const [first] = fixtures;
  if (first === undefined) throw new Error(`${template.metadata.id} has no fixture`);
  return first.fixture.parameters;
}

function policiesOf(object: JsonObject, policies: readonly Policy[]): number[] {
  const group = groupOf(getString(object, "apiVersion") ?? "");
  const kind = getString(object, "kind") ?? "";
  return policies.flatMap(({ template }, index) =>
    selectsKind(template.metadata.targets, group, kind) ? [index] : [],
  );
}

/** Writes what the measured programs read. */
export async function writeWork(folder: string, { policies, objects, pairs }: Work): Promise<void> {
  await mkdir(folder, { recursive: true });
  const module = policies[0]?.unit.module;
  if (module?.plan == null) throw new Error("The library was linked without a plan");
  const work: SideWork & { modules: Record<string, string> } = {
    nowNs,
    pairs,
    policies: policies.map(({ template, unit, parameters }) => ({
      id: template.metadata.id,
      entrypoint: unit.entrypoint,
      query: `data.${template.packageName}.violation`,
      parameters,
    })),
    modules: Object.fromEntries(policies.flatMap(({ template }) => Object.entries(namedModules(template)))),
  };
  await Promise.all([
    writeFile(join(folder, "work.json"), JSON.stringify(work)),
    writeFile(join(folder, "objects.ndjson"), objects.map((object) => `${canonicalJson(object)}\n`).join("")),
    writeFile(join(folder, "plan.json"), module.plan),
    writeFile(join(folder, "policy.wasm"), module.wasm),
  ]);
}

/** Helpers have one name for all templates. */
function namedModules({ folder, regoModules }: LibraryTemplate): Record<string, string> {
  return Object.fromEntries(
    Object.entries(regoModules).map(([name, rego]) => [
      name === "template.rego" ? `${folder}/${name}` : name,
      rego,
    ]),
  );
}
