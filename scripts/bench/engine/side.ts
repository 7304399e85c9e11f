/** The measured program: the library over a work folder with one evaluator on one thread. `node side.mjs FOLDER EVALUATOR RUNS` */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BuiltinContext } from "@/lib/engine/builtins/operands";
import { FastProgram } from "@/lib/engine/fast";
import { FastRunner } from "@/lib/engine/judge/fast-runner";
import { inBlocks, objectOf, policyOf, type Pairs } from "@/lib/engine/judge/pair-order";
import type { Runner } from "@/lib/engine/judge/runner";
import { SandboxRunner } from "@/lib/engine/judge/sandbox-runner";
import { openModule } from "@/lib/engine/sandbox/open-module";
import type { Outcome } from "@/lib/engine/types";
import { sampleStride, type SideAnswer, type SideWork } from "./side-work";

const memoryPagesMax = 4096;
const resultBytesMax = 1_000_000;
const instructionsMax = 100_000_000;
const data = '{"inventory":{}}';

interface Side {
  readonly runner: Runner;
  readonly work: SideWork;
  readonly texts: readonly string[];
  readonly parameters: readonly string[];
  /** Object and policy of each evaluation, in the order in which the worker's threads judge. */
  readonly order: readonly (readonly [object: number, policy: number])[];
}

async function open(folder: string, evaluator: string): Promise<Side> {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- written by work.ts, which types it
  const work = JSON.parse(readFileSync(join(folder, "work.json"), "utf8")) as SideWork;
  const texts = readFileSync(join(folder, "objects.ndjson"), "utf8").trimEnd().split("\n");
  const runner = evaluator === "fast" ? openFast(folder) : await openSandbox(folder);
  runner.useData(data);
  return {
    runner,
    work,
    texts,
    parameters: work.policies.map(({ parameters }) => JSON.stringify(parameters)),
    order: orderOf(work, texts, runner),
  };
}

function orderOf({ pairs }: SideWork, texts: readonly string[], { openMax }: Runner): Side["order"] {
  const all: Pairs = {
    pairs: Uint32Array.from(
      pairs.flatMap((policies, object) => policies.flatMap((policy) => [object, policy])),
    ),
    objects: texts.map((json) => ({ json })),
  };
  const numbers = Array.from({ length: all.pairs.length / 2 }, (_unused, pair) => pair);
  return inBlocks(all, numbers, openMax).map((pair) => [objectOf(all, pair), policyOf(all, pair)] as const);
}

function openFast(folder: string): Runner {
  const program = FastProgram.compile(readFileSync(join(folder, "plan.json"), "utf8"));
  if (program.missingBuiltins.length > 0) throw new Error(`missing: ${program.missingBuiltins.join(", ")}`);
  return new FastRunner(program, { instructionsMax, resultBytesMax });
}

async function openSandbox(folder: string): Promise<Runner> {
  const module = await openModule(readFileSync(join(folder, "policy.wasm")));
  return new SandboxRunner(module, { memoryPagesMax, resultBytesMax });
}

/** As the worker's threads do: one context for as long as no evaluation leaves anything in it. */
let ctx: BuiltinContext | null = null;

function judge(side: Side, object: number, policy: number): Outcome {
  const { work, runner, texts, parameters } = side;
  if (ctx === null || ctx.memo.size > 0 || ctx.notes.length > 0)
    ctx = { nowNs: work.nowNs, memo: new Map(), notes: [], strictErrors: false };
  return runner.judge(
    work.policies[policy]?.entrypoint ?? "",
    texts[object] ?? "",
    "",
    parameters[policy] ?? "{}",
    ctx,
  );
}

/** One pass in which each evaluation is timed by itself. It counts what they find, and warms everything up. */
function measureEach(
  side: Side,
): Pick<SideAnswer, "evaluations" | "medianUs" | "p99Us" | "policyUs" | "results" | "sampled" | "errors"> {
  const size = side.work.policies.length;
  const [sums, counts, results] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const sampled = new Float64Array(size);
  const errors = new Set<string>();
  const all: number[] = [];
  for (const [object, policy] of side.order) {
    const started = performance.now();
    const { found, messages, error } = foundBy(side, object, policy);
    const tookUs = (performance.now() - started) * 1000;
    all.push(tookUs);
    sums[policy] = (sums[policy] ?? 0) + tookUs;
    counts[policy] = (counts[policy] ?? 0) + 1;
    results[policy] = (results[policy] ?? 0) + found;
    if (object % sampleStride === 0) sampled[policy] = (sampled[policy] ?? 0) + messages;
    if (error !== null) errors.add(`${side.work.policies[policy]?.id ?? ""}: ${error}`);
  }
  all.sort((a, b) => a - b);
  return {
    evaluations: all.length,
    medianUs: all[Math.floor(all.length / 2)] ?? 0,
    p99Us: all[Math.floor(all.length * 0.99)] ?? 0,
    policyUs: [...sums].map((sum, policy) => sum / Math.max(1, counts[policy] ?? 1)),
    results: [...results],
    sampled: [...sampled],
    errors: [...errors],
  };
}

interface Found {
  readonly found: number;
  readonly messages: number;
  readonly error: string | null;
}

function foundBy(side: Side, object: number, policy: number): Found {
  try {
    const outcome = judge(side, object, policy);
    const occurrences = outcome.status === "violating" ? outcome.occurrences : [];
    const messages = new Set(occurrences.map(({ message }) => message));
    return { found: occurrences.length, messages: messages.size, error: null };
  } catch (cause) {
    return { found: 0, messages: 0, error: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** Processor time in milliseconds, that of the collector and the compiler included. Others on the machine do not change it. */
function processorMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function runAll(side: Side): void {
  for (const [object, policy] of side.order) judge(side, object, policy);
}

function parseAll({ texts }: Side): void {
  for (const text of texts) JSON.parse(text);
}

async function measure(folder: string, evaluator: string, runs: number): Promise<SideAnswer> {
  const started = performance.now();
  const side = await open(folder, evaluator);
  const prepareMs = performance.now() - started;
  measureEach(side);
  const runsMs = Array.from({ length: runs }, () => processorMs(() => runAll(side)));
  const parseRunsMs = Array.from({ length: runs }, () => processorMs(() => parseAll(side)));
  return { prepareMs, runsMs, parseRunsMs, ...measureEach(side) };
}

const [folder = "", evaluator = "fast", runs = "3"] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await measure(folder, evaluator, Number(runs))));
