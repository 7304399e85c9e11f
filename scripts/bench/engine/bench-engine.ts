import { z } from "zod";
import { fleet, typicalDeployment } from "../fleet/fleet";
import { row, type Row } from "../report";
import { benchGator } from "./gator";
import { buildOpaPeer, bundle, inFolder, measured } from "./programs";
import { makeWork, writeWork, type Work } from "./work";

const objectCount = 2_000;
const runs = 5;
/** Of the slower sides, which take minutes. */
const slowRuns = 3;
/** Passes over the library on one Deployment, so that its code is as warm as a worker's. */
const deploymentCopies = 200;

const numbers = z.array(z.number());
const answerSchema = z.object({
  prepareMs: z.number(),
  evaluations: z.number(),
  runsMs: numbers,
  medianUs: z.number(),
  p99Us: z.number(),
  policyUs: numbers,
  results: numbers,
});
const sideSchema = answerSchema.extend({
  parseRunsMs: numbers,
  sampled: numbers,
  errors: z.array(z.string()),
});
const opaSchema = answerSchema.extend({ bytesRunsMs: numbers, bytesEvaluations: z.number() });

type Answer = z.infer<typeof answerSchema>;

/** Both evaluators, OPA's prepared query and gator over the whole library and the same objects. */
export async function benchEngine(): Promise<Row[]> {
  const work = await makeWork(fleet(objectCount));
  return inFolder(async (folder) => {
    await writeWork(folder, work);
    const side = await bundle("scripts/bench/engine/side.ts", folder);
    const peer = await buildOpaPeer();
    const node = (...args: readonly string[]) => measured(process.execPath, [side, folder, ...args]);
    const fast = sideSchema.parse(await node("fast", String(runs)));
    const sandbox = sideSchema.parse(await node("sandbox", String(slowRuns)));
    const opa = opaSchema.parse(await measured(peer, [folder, String(slowRuns)]));
    assertEqual(work, [
      ["fast", fast],
      ["sandbox", sandbox],
      ["OPA", opa],
    ]);
    const opaUs = perEvaluation(opa);
    return [
      ...rowsOf("fast", fast, opaUs, 20),
      ...rowsOf("sandbox", sandbox, opaUs, 4),
      ...rowsOf("OPA, prepared query, parsed once", opa),
      row(
        "OPA, prepared query, parsed each time",
        "µs",
        opa.bytesRunsMs.map((ms) => (ms * 1000) / opa.bytesEvaluations),
      ),
      ...(await benchGator(work, perEvaluation(fast), fast.sampled)),
      ...policyRows(work, fast, opa),
    ];
  });
}

/** The whole library on one typical Deployment, against reading its text. */
export async function benchLibrary(): Promise<Row[]> {
  const one = typicalDeployment();
  // Copies differ in their name, so that none is taken for the one before it.
  const objects = Array.from({ length: deploymentCopies }, (_, index) => ({ ...one, generation: index }));
  const work = await makeWork(objects);
  return inFolder(async (folder) => {
    await writeWork(folder, work);
    const side = await bundle("scripts/bench/engine/side.ts", folder);
    const fast = sideSchema.parse(await measured(process.execPath, [side, folder, "fast", "40"]));
    const policies = work.pairs[0]?.length ?? 0;
    // The last passes: by then the code is machine code.
    const perObject = fast.runsMs.slice(-runs).map((ms) => (ms * 1000) / objects.length);
    const parse = fast.parseRunsMs.slice(-runs).map((ms) => (ms * 1000) / objects.length);
    const whole = row(`${String(policies)} templates on one Deployment, fast`, "µs", perObject);
    const reading = row("JSON.parse of that Deployment", "µs", parse);
    const ratio = row(
      "the library against JSON.parse",
      "×",
      perObject.map((us) => us / reading.value),
      { atMost: 5 },
    );
    return [whole, reading, { ...ratio, peer: "JSON.parse", ratio: ratio.value }];
  });
}

function perEvaluation({ runsMs, evaluations }: Answer): number[] {
  return runsMs.map((ms) => (ms * 1000) / evaluations);
}

function rowsOf(name: string, answer: Answer, peerUs?: readonly number[], atLeast = 1): Row[] {
  const own = row(`${name}: an evaluation`, "µs", perEvaluation(answer));
  const rows = [
    own,
    row(`${name}: median evaluation, by the clock`, "µs", [answer.medianUs]),
    row(`${name}: p99, by the clock`, "µs", [answer.p99Us]),
    row(`${name}: ready with ${String(answer.policyUs.length)} templates`, "ms", [answer.prepareMs]),
  ];
  if (peerUs === undefined) return rows;
  const peer = row("", "µs", peerUs).value;
  const ratio = row(
    `${name}: OPA's time against its own`,
    "×",
    perEvaluation(answer).map((us) => peer / us),
    { atLeast },
  );
  return [...rows, { ...ratio, peer: "OPA, prepared query, parsed once", ratio: ratio.value }];
}

/** The ten templates that cost most in all, with what OPA needs for them. */
function policyRows({ policies, pairs }: Work, fast: Answer, opa: Answer): Row[] {
  const counts = policies.map(() => 0);
  for (const position of pairs.flat()) counts[position] = (counts[position] ?? 0) + 1;
  return policies
    .map(({ template }, index) => ({
      id: template.metadata.id,
      us: fast.policyUs[index] ?? 0,
      opaUs: opa.policyUs[index] ?? 0,
      totalUs: (fast.policyUs[index] ?? 0) * (counts[index] ?? 0),
    }))
    .sort((a, b) => b.totalUs - a.totalUs)
    .slice(0, 10)
    .map(({ id, us, opaUs }) => ({
      ...row(`fast: ${id}, by the clock`, "µs", [us]),
      peer: "OPA, prepared query, parsed once",
      ratio: Math.round((opaUs / us) * 10) / 10,
    }));
}

function assertEqual(
  { policies }: Work,
  sides: readonly (readonly [string, Answer & { errors?: readonly string[] }])[],
): void {
  const [first, ...others] = sides;
  if (first === undefined) return;
  for (const [name, answer] of sides) {
    if (answer.errors !== undefined && answer.errors.length > 0)
      throw new Error(`${name} failed: ${answer.errors.join("; ")}`);
    const other = others.find(([, { results }]) =>
      results.some((count, index) => count !== first[1].results[index]),
    );
    if (other === undefined) continue;
    const wrong = policies.flatMap(({ template }, index) =>
      other[1].results[index] === first[1].results[index]
        ? []
        : [
            `${template.metadata.id} ${String(first[1].results[index])} and ${String(other[1].results[index])}`,
          ],
    );
    throw new Error(`${first[0]} and ${other[0]} find different results: ${wrong.join("; ")}`);
  }
}
