/**
 * The measured program: the judge pool over a work folder, as the worker uses it. `node pool-side.mjs FOLDER auto|sandbox
 * memory|threads|worker`
 */
import { readFileSync } from "node:fs";
import { constants, PerformanceObserver } from "node:perf_hooks";
import { join } from "node:path";
import { createJudge } from "@/lib/engine/pool";
import type { Judge, JudgeBatch, UnitSource } from "@/lib/engine/types";
import type { PoolMemoryAnswer, PoolThreadsAnswer, PoolWorkerAnswer, SideWork } from "./side-work";

const memoryEvaluations = 1_000_000;
const warmPassesMin = 2;
const warmPassesMax = 8;
const threadRuns = 5;
/** Each of two threads makes its own machine code of the plan, on half of the evaluations. */
const threadWarmPasses = { auto: 16, sandbox: 2 };
/** Entities of one job. */
const batchObjects = 100;
const moduleDigest = "library";

/** As the worker's. */
const limits = { deadlineMs: 2_000, memoryMiBMax: 128, resultBytesMax: 1_000_000, checkEvery: 2_000 };

interface Side {
  readonly source: UnitSource;
  readonly evaluator: "auto" | "sandbox";
  readonly batches: readonly JudgeBatch[];
  readonly evaluations: number;
}

function open(folder: string, evaluator: "auto" | "sandbox"): Side {
  const wasm = new Uint8Array(readFileSync(join(folder, "policy.wasm")));
  const plan = readFileSync(join(folder, "plan.json"), "utf8");
  const source: UnitSource = {
    findUnit: (digest) => Promise.resolve({ digest, entrypoint: digest, moduleDigest, ...readsNothing }),
    findModule: (digest) => Promise.resolve({ digest, wasm, plan }),
  };
  const batches = batchesOf(folder);
  const evaluations = batches
    .flatMap(({ objects }) => objects)
    .reduce((sum, { policyKeys }) => sum + policyKeys.length, 0);
  return { source, evaluator, batches, evaluations };
}

const readsNothing = { readsReview: false, readsInventory: false };

function batchesOf(folder: string): JudgeBatch[] {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- written by work.ts, which types it
  const work = JSON.parse(readFileSync(join(folder, "work.json"), "utf8")) as SideWork;
  const texts = readFileSync(join(folder, "objects.ndjson"), "utf8").trimEnd().split("\n");
  const policies = work.policies.map(({ id, entrypoint, parameters }) => ({
    key: id,
    unitDigest: entrypoint,
    parameters,
  }));
  const objects = texts.map((json, index) => ({
    key: String(index),
    json,
    policyKeys: (work.pairs[index] ?? []).map((policy) => policies[policy]?.key ?? ""),
  }));
  return Array.from({ length: Math.ceil(objects.length / batchObjects) }, (_, index) => {
    const part = objects.slice(index * batchObjects, (index + 1) * batchObjects);
    const named = new Set(part.flatMap(({ policyKeys }) => policyKeys));
    return {
      objects: part,
      policies: policies.filter(({ key }) => named.has(key)),
      nowNs: work.nowNs,
    };
  });
}

function startJudge({ source, evaluator }: Side, threads: number): Judge {
  return createJudge({ ...limits, source, evaluator, threads });
}

/** All batches, as many at a time as the worker has jobs. */
async function pass({ batches }: Side, judge: Judge, threads: number, after?: () => void): Promise<void> {
  const waiting = batches.values();
  const work = async (): Promise<void> => {
    for (const batch of waiting) {
      const judgements = await judge.judge(batch);
      const failed = judgements.find(({ outcome }) => outcome.status === "error");
      if (failed?.outcome.status === "error")
        throw new Error(`${failed.policyKey}: ${failed.outcome.error.message}`);
      after?.();
    }
  };
  await Promise.all(Array.from({ length: threads + 1 }, work));
}

/** Counts full collections of this thread's heap. */
function countCollections(): () => number {
  let count = 0;
  new PerformanceObserver((list) => {
    count += list.getEntries().filter(isMajor).length;
  }).observe({ entryTypes: ["gc"] });
  return () => count;
}

function isMajor(entry: object): boolean {
  const detail = "detail" in entry ? entry.detail : null;
  return (
    typeof detail === "object" &&
    detail !== null &&
    "kind" in detail &&
    detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR
  );
}

/**
 * RSS after each batch of a million evaluations, once the process has its working size: the code is machine code and the
 * heap, which grows until it is collected as a whole for the first time, has been so.
 */
async function measureMemory(side: Side): Promise<PoolMemoryAnswer> {
  const judge = startJudge(side, 1);
  const collections = countCollections();
  const rssMiB: number[] = [];
  let warmPasses = 0;
  let known = 0;
  while (warmPasses < warmPassesMin || (collections() === known && warmPasses < warmPassesMax)) {
    if (warmPasses === 1) known = collections();
    await pass(side, judge, 1);
    warmPasses += 1;
  }
  let evaluations = 0;
  while (evaluations < memoryEvaluations) {
    await pass(side, judge, 1, () => rssMiB.push(process.memoryUsage.rss() / 1024 / 1024));
    evaluations += side.evaluations;
  }
  await judge.close();
  return { warmEvaluations: warmPasses * side.evaluations, evaluations, rssMiB };
}

/** Passes with one thread and with two, taking turns so that both see the same machine. */
async function measureThreads(side: Side): Promise<PoolThreadsAnswer> {
  const [one = newRuns(), two = newRuns()] = await measurePasses(side, [1, 2]);
  return { evaluations: side.evaluations, one, two };
}

/** Passes with one thread, for a process that has one core to itself. */
async function measureWorker(side: Side): Promise<PoolWorkerAnswer> {
  const [runs = newRuns()] = await measurePasses(side, [1]);
  return { evaluations: side.evaluations, runs };
}

async function measurePasses(side: Side, threadCounts: readonly number[]): Promise<Runs[]> {
  const judges = threadCounts.map((threads) => ({
    threads,
    judge: startJudge(side, threads),
    runs: newRuns(),
  }));
  for (let run = -threadWarmPasses[side.evaluator]; run < threadRuns; run++) {
    for (const { threads, judge, runs } of judges) {
      const started = performance.now();
      const [before, mainBefore] = [process.cpuUsage(), process.threadCpuUsage()];
      await pass(side, judge, threads);
      // The first ones make the machine code.
      if (run < 0) continue;
      runs.ms.push(performance.now() - started);
      runs.processorMs.push(millisecondsOf(process.cpuUsage(before)));
      runs.mainProcessorMs.push(millisecondsOf(process.threadCpuUsage(mainBefore)));
    }
  }
  await Promise.all(judges.map(({ judge }) => judge.close()));
  return judges.map(({ runs }) => runs);
}

interface Runs {
  readonly ms: number[];
  readonly processorMs: number[];
  readonly mainProcessorMs: number[];
}

function newRuns(): Runs {
  return { ms: [], processorMs: [], mainProcessorMs: [] };
}

function millisecondsOf({ user, system }: { user: number; system: number }): number {
  return (user + system) / 1000;
}

const [folder = "", evaluator = "auto", what = "memory"] = process.argv.slice(2);
const side = open(folder, evaluator === "sandbox" ? "sandbox" : "auto");
const answer =
  what === "memory"
    ? await measureMemory(side)
    : what === "worker"
      ? await measureWorker(side)
      : await measureThreads(side);
process.stdout.write(JSON.stringify(answer));
