import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { canonicalJson, type JsonObject } from "@/lib/domain/json";
import type { LibraryTemplate } from "@/lib/library/read-library";
import { fitByVersion } from "@/scripts/tools/fit";
import { goSource } from "@/scripts/tools/go";
import { acquire, type Part } from "@/scripts/tools/part";
import { lastLines, run } from "@/scripts/tools/run";
import { row, type Row } from "../report";
import { inFolder, pinned } from "./programs";
import { sampleStride } from "./side-work";
import type { Policy, Work } from "./work";

const gatekeeperVersion = "3.23.1";

const gator: Part = {
  name: "gator",
  environmentVariable: "GATOR_PATH",
  pathNames: ["gator"],
  fit: (path) => fitByVersion(path, ["--help"], /(gator)/, (name) => name === "gator", gatekeeperVersion),
  sources: [
    goSource({
      name: "gator",
      title: `gator ${gatekeeperVersion}`,
      duration: "some minutes",
      target: { install: `github.com/open-policy-agent/gatekeeper/v3/cmd/gator@v${gatekeeperVersion}` },
    }),
  ],
  advice: "Install gator and set GATOR_PATH, or install Go and start again.",
};

const resultsSchema = z
  .array(
    z.object({
      constraint: z.object({ metadata: z.object({ name: z.string() }) }),
      violatingObject: z.object({ apiVersion: z.string() }),
    }),
  )
  .nullable()
  .transform((found) => found ?? []);

/**
 * `gator test` on a sample of the objects, less what it takes to start with the same templates and one object.
 *
 * @param fastUs an evaluation of the fast evaluator, run by run
 * @param expected how many violations each policy has in the sample
 */
export async function benchGator(
  work: Work,
  fastUs: readonly number[],
  expected: readonly number[],
): Promise<Row[]> {
  const program = await acquire(gator, console.error);
  const sample = work.objects.flatMap((object, index) =>
    index % sampleStride === 0
      ? [
          {
            object,
            policies: (work.pairs[index] ?? []).filter((position) => {
              const policy = work.policies[position];
              return policy !== undefined && isComparable(policy);
            }),
          },
        ]
      : [],
  );
  const evaluations = sample.reduce((sum, { policies }) => sum + policies.length, 0);
  return inFolder(async (folder) => {
    const policies = work.policies.filter(isComparable).flatMap(documentsOf);
    const all = await test(program, folder, [...policies, ...sample.map(({ object }) => object)]);
    const idle = await test(program, folder, [
      ...policies,
      ...sample.slice(0, 1).map(({ object }) => object),
    ]);
    assertEqual(work, all, expected);
    const us =
      ((all.processorMs - idle.processorMs) * 1000) / (evaluations - (sample[0]?.policies.length ?? 0));
    const own = row("gator test: an evaluation, its start not counted", "µs", [us]);
    const ratio = row(
      "fast: gator's time against its own",
      "×",
      fastUs.map((fast) => us / fast),
      { atLeast: 100 },
    );
    return [own, { ...ratio, peer: "gator test", ratio: ratio.value }];
  });
}

/** gator puts all objects into the inventory, which is empty on the other sides: templates that read it are left out. */
function isComparable({ template }: Policy): boolean {
  return template.metadata.inventory === undefined;
}

function assertEqual({ policies }: Work, { results }: GatorRun, expected: readonly number[]): void {
  const wrong = policies.flatMap((policy, index) => {
    if (!isComparable(policy)) return [];
    const { metadata } = policy.template;
    const found = results.get(metadata.id) ?? 0;
    return found === expected[index]
      ? []
      : [`${metadata.id} ${String(expected[index])} and ${String(found)}`];
  });
  if (wrong.length > 0) throw new Error(`fast and gator find different results: ${wrong.join("; ")}`);
}

interface GatorRun {
  readonly processorMs: number;
  /** Violations by the id of a template. */
  readonly results: ReadonlyMap<string, number>;
}

async function test(program: string, folder: string, documents: readonly JsonObject[]): Promise<GatorRun> {
  const file = join(folder, "gator.yaml");
  // JSON is YAML.
  await writeFile(file, documents.map((document) => `---\n${canonicalJson(document)}\n`).join(""));
  const output = join(folder, "gator.json");
  const words = [...(await pinned()), program, "test", "--filename", file, "--output", "json"];
  // The shell tells the processor time of its children; gator answers 1 where it finds something.
  const script = 'out=$1; shift; "$@" > "$out"; status=$?; [ $status -le 1 ] && times; exit $status';
  const { stdout, stderr, code } = await run("sh", ["-c", script, "sh", output, ...words], {
    environment: { GOMAXPROCS: "1" },
  });
  if (code !== 0 && code !== 1) throw new Error(`gator failed: ${lastLines(stderr, 10)}`);
  const results = new Map<string, number>();
  const found = resultsSchema.parse(JSON.parse(await readFile(output, "utf8")));
  // gator also judges the templates and constraints themselves, by policies of all kinds.
  const judged = found.filter(({ violatingObject }) => !/gatekeeper\.sh\//.test(violatingObject.apiVersion));
  for (const { constraint } of judged)
    results.set(constraint.metadata.name, (results.get(constraint.metadata.name) ?? 0) + 1);
  return { processorMs: childrenMs(stdout), results };
}

/** The second line that `times` prints: `1m2.30s 0m0.40s`, user and system time of the children. */
function childrenMs(times: string): number {
  const children = times.trim().split("\n").at(-1) ?? "";
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) throw new Error(`the shell does not tell the processor time: ${times}`);
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
    0,
  );
}

/** A template with its constraint, as Gatekeeper reads them: helpers are its libraries, and `input.review.object` is the entity. */
function documentsOf({ template, parameters }: Policy): JsonObject[] {
  const { metadata, regoModules } = template;
  const kind = `Edict${metadata.id
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("")}`;
  const { "template.rego": rego = "", ...libs } = regoModules;
  return [
    {
      apiVersion: "templates.gatekeeper.sh/v1",
      kind: "ConstraintTemplate",
      metadata: { name: kind.toLowerCase() },
      spec: {
        crd: {
          spec: {
            names: { kind },
            validation: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
          },
        },
        targets: [
          {
            target: "admission.k8s.gatekeeper.sh",
            code: [
              {
                engine: "Rego",
                source: { version: "v1", rego: rewritten(rego), libs: Object.values(libs).map(rewritten) },
              },
            ],
          },
        ],
      },
    },
    {
      apiVersion: "constraints.gatekeeper.sh/v1beta1",
      kind,
      metadata: { name: metadata.id },
      spec: {
        match: { kinds: matched(template) },
        parameters,
      },
    },
  ];
}

function matched({ metadata }: LibraryTemplate): JsonObject[] {
  return metadata.targets.map(({ group, kinds }) => ({ apiGroups: [group], kinds: [...kinds] }));
}

/** Gatekeeper wants libraries below `data.lib`, and puts the entity in its place in the review. */
function rewritten(rego: string): string {
  return rego
    .replaceAll(/\bdata\.edict\.lib\b/g, "data.lib")
    .replaceAll(/^package edict\.lib\b/gm, "package lib")
    .replaceAll(/(?<![\w"./])input\b(?!\.parameters\b)(?![\w"])/g, "input.review.object");
}
