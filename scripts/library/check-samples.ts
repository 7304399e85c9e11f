import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { SampleFleet } from "@/lib/contracts/library-samples";
import { groupOf, labelsOf, refOf } from "@/lib/domain/entity";
import { isObject, type Json, type JsonObject } from "@/lib/domain/json";
import { matchesTargets } from "@/lib/domain/targets";
import type { LibraryTemplate } from "@/lib/library/read-library";
import { readSampleFleet } from "@/lib/library/read-samples";
import type { Case } from "./cases";
import type { OpaEvaluator } from "./opa-evaluator";
import { fillParameters } from "./parameters";
import { reasonOf, type Problem } from "./problem";

type SamplePolicy = SampleFleet["policies"][number];
type SampleCluster = SampleFleet["clusters"][number];

/** What the policies of the sample fleet find in its clusters. */
export interface SamplesReport {
  /** Objects by cluster name. */
  objects: Record<string, number>;
  /** Violating objects by cluster name, one row a policy. */
  rows: { policy: string; violating: Record<string, number> }[];
  problems: Problem[];
}

/** Reads the sample fleet, checks it against the templates and judges it. */
export async function checkSamples(
  libraryFolder: string,
  templates: readonly LibraryTemplate[],
  evaluator: OpaEvaluator,
): Promise<SamplesReport> {
  const report: SamplesReport = { objects: {}, rows: [], problems: [] };
  const fleet = await readSampleFleet(libraryFolder);
  const rows = fleet.policies.map(({ name }): SamplesReport["rows"][number] => ({
    policy: name,
    violating: {},
  }));
  for (const cluster of fleet.clusters) {
    const objects = await readCluster(join(libraryFolder, "samples"), cluster.folder, report.problems);
    report.objects[cluster.name] = objects.length;
    for (const [index, policy] of fleet.policies.entries()) {
      const cases = casesOf(policy, cluster, objects, templates, report.problems);
      const results = await evaluator.evaluate(cases);
      const row = rows[index];
      if (row) row.violating[cluster.name] = results.filter((found) => found.length > 0).length;
    }
  }
  report.rows = rows;
  return report;
}

function casesOf(
  policy: SamplePolicy,
  cluster: SampleCluster,
  objects: readonly JsonObject[],
  templates: readonly LibraryTemplate[],
  problems: Problem[],
): Case[] {
  const template = templates.find(({ metadata }) => metadata.id === policy.template);
  if (!template) {
    problems.push({ file: "samples/samples.yaml", reason: `${policy.name}: no template ${policy.template}` });
    return [];
  }
  try {
    const parameters = fillParameters(template.metadata.parameters, policy.parameters);
    const judged = objects.filter((object) => {
      const ref = refOf(object);
      if (ref === null) return false;
      const entity = { ...ref, group: groupOf(ref.apiVersion), labels: labelsOf(object) };
      const target = { id: cluster.name, labels: cluster.labels };
      return matchesTargets(policy.targets, template.metadata.targets, entity, target).matches;
    });
    const inventory = template.metadata.inventory === undefined ? [] : objects;
    return judged.map((object) => ({ template, object, parameters, inventory }));
  } catch (error) {
    problems.push({ file: "samples/samples.yaml", reason: `${policy.name}: ${reasonOf(error)}` });
    return [];
  }
}

async function readCluster(root: string, cluster: string, problems: Problem[]): Promise<JsonObject[]> {
  const objects: JsonObject[] = [];
  const seen = new Set<string>();
  const files = await readdir(join(root, cluster), { recursive: true });
  for (const name of files.filter((file) => file.endsWith(".yaml")).sort()) {
    const file = `samples/${cluster}/${name}`;
    for (const document of parseAllDocuments(await readFile(join(root, cluster, name), "utf8"))) {
      for (const error of document.errors) problems.push({ file, reason: error.message });
      const object: unknown = document.toJS();
      const reason = isObject(object) ? faultOf(object, name.split("/")[0] ?? "", seen) : "holds no object";
      if (reason !== null) problems.push({ file, reason });
      else if (isObject(object)) objects.push(object);
    }
  }
  return objects;
}

/** What keeps an object from being part of a cluster, or null. */
function faultOf(object: Json, folder: string, seen: Set<string>): string | null {
  const ref = refOf(object);
  if (ref === null) return "an object lacks apiVersion, kind or name";
  const id = `${ref.kind} ${ref.namespace ?? ""}/${ref.name}`;
  if (seen.has(id)) return `${id} is there twice`;
  seen.add(id);
  return ref.namespace === null || ref.namespace === folder ? null : `${id} is not of namespace ${folder}`;
}
