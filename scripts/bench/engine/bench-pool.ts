import { z } from "zod";
import { workerNodeFlags } from "@/scripts/start/worker-flags";
import { runOrThrow } from "@/scripts/tools/run";
import { fleet } from "../fleet/fleet";
import { row, type Row } from "../report";
import { bundle, inFolder } from "./programs";
import { makeWork, writeWork } from "./work";

const objectCount = 2_000;

const numbers = z.array(z.number());
const memorySchema = z.object({ warmEvaluations: z.number(), evaluations: z.number(), rssMiB: numbers });
const runsSchema = z.object({ ms: numbers, processorMs: numbers, mainProcessorMs: numbers });
const workerSchema = z.object({ evaluations: z.number(), runs: runsSchema });
const threadsSchema = z.object({ evaluations: z.number(), one: runsSchema, two: runsSchema });

/** The judge pool in a process like the worker: its memory over a million evaluations, two threads against one, two workers against one. */
export async function benchPool(): Promise<Row[]> {
  const work = await makeWork(fleet(objectCount));
  return inFolder(async (folder) => {
    await writeWork(folder, work);
    await bundle("lib/engine/judge-thread.ts", folder, "judge-thread.mjs");
    const side = await bundle("scripts/bench/engine/pool-side.ts", folder);
    const measured = async (...args: readonly string[]): Promise<unknown> =>
      JSON.parse(await runOrThrow(process.execPath, [...workerNodeFlags, side, folder, ...args]));
    return [
      ...memoryRows("fast", memorySchema.parse(await measured("auto", "memory"))),
      ...memoryRows("sandbox", memorySchema.parse(await measured("sandbox", "memory"))),
      ...threadRows("fast", threadsSchema.parse(await measured("auto", "threads"))),
      ...threadRows("sandbox", threadsSchema.parse(await measured("sandbox", "threads"))),
      ...(await workerRows("fast", side, folder, "auto")),
      ...(await workerRows("sandbox", side, folder, "sandbox")),
    ];
  });
}

function memoryRows(
  name: string,
  { warmEvaluations, evaluations, rssMiB }: z.infer<typeof memorySchema>,
): Row[] {
  const mean = rssMiB.reduce((sum, value) => sum + value, 0) / rssMiB.length;
  const farthest = Math.max(...rssMiB.map((value) => Math.abs(value - mean)));
  const what = `${name}: RSS over ${String(evaluations)} evaluations after ${String(warmEvaluations)}`;
  return [
    row(`${what}, farthest from its mean ±`, "%", [(farthest / mean) * 100], { atMost: 5 }),
    row(`${what}, trend in a million`, "MiB", [(slopeOf(rssMiB) / evaluations) * 1_000_000]),
    row(`${name}: RSS`, "MiB", rssMiB),
  ];
}

/** Workers that have one core each: alone, and two at the same time. */
async function workerRows(
  name: string,
  side: string,
  folder: string,
  evaluator: "auto" | "sandbox",
): Promise<Row[]> {
  const worker = async (core: number): Promise<z.infer<typeof workerSchema>> => {
    const command = [process.execPath, ...workerNodeFlags, side, folder, evaluator, "worker"];
    return workerSchema.parse(JSON.parse(await runOrThrow("taskset", ["-c", String(core), ...command])));
  };
  const perSecond = ({ evaluations, runs }: z.infer<typeof workerSchema>): number =>
    row(
      "",
      "1/s",
      runs.ms.map((ms) => (evaluations / ms) * 1_000),
    ).value;
  const alone = [perSecond(await worker(0)), perSecond(await worker(1))];
  const both = (await Promise.all([worker(0), worker(1)])).map(perSecond);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return [
    row(`${name}: evaluations of a worker with one core`, "1/s", alone),
    row(`${name}: two workers with one core each against one`, "×", [(2 * sum(both)) / sum(alone)], {
      atLeast: 1.8,
    }),
  ];
}

/** By how much the line that fits the values best rises from the first to the last. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const products = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  const squares = values.reduce((sum, _value, index) => sum + (index - middle) ** 2, 0);
  return (products / squares) * (values.length - 1);
}

function threadRows(name: string, { evaluations, one, two }: z.infer<typeof threadsSchema>): Row[] {
  const perSecond = (runs: readonly number[]) => runs.map((ms) => (evaluations / ms) * 1_000);
  const perEvaluation = (runs: readonly number[]) => runs.map((ms) => (ms * 1_000) / evaluations);
  const ratios = one.ms.map((ms, index) => ms / (two.ms[index] ?? ms));
  return [
    row(`${name}: evaluations with one judge thread`, "1/s", perSecond(one.ms)),
    row(`${name}: evaluations with two judge threads`, "1/s", perSecond(two.ms)),
    row(`${name}: two judge threads against one`, "×", ratios, { atLeast: 1.8 }),
    row(`${name}: processor time, one judge thread`, "µs", perEvaluation(one.processorMs)),
    row(`${name}: processor time, two judge threads`, "µs", perEvaluation(two.processorMs)),
    row(`${name}: of it in the pool's own thread`, "µs", perEvaluation(two.mainProcessorMs)),
  ];
}
