import type { BuiltinContext, ParseModule } from "../builtins/operands";
import { toFailure } from "../sandbox/failure";
import type { Outcome } from "../types";
import type { LoadedModule } from "./loaded";
import type { Progress } from "./progress";
import type { Chunk, ChunkPolicy, PairResult } from "./protocol";
import { reviewSuffix } from "./review";
import type { Runner } from "./runner";
import type { RunnerCache } from "./runner-cache";

const NO_DATA = "{}";

/** What a thread judges with. */
export interface ChunkTools {
  readonly runners: RunnerCache;
  readonly progress: Progress;
  /** Without one, a rule that calls `rego.parse_module` is an error. */
  readonly parseModule?: ParseModule | undefined;
}

/**
 * Judges all pairs of a chunk, one module after the other so that its instance stays hot and reads each object once, and
 * reports each result. Never throws for a pair's fault.
 */
export function judgeChunk(
  chunk: Chunk,
  { runners, progress, parseModule }: ChunkTools,
  report: (result: PairResult) => void,
): void {
  const suffixOf = createSuffixes(chunk);
  let ctx = contextOf(chunk, parseModule);
  const dataTexts = chunk.inventories.map((inventory) => `{"inventory":${inventory}}`);
  let held: Held | null = null;
  for (const pair of orderedPairs(chunk)) {
    const object = chunk.pairs[2 * pair] ?? 0;
    const policy = chunk.policies[chunk.pairs[2 * pair + 1] ?? 0];
    const module = policy === undefined ? undefined : chunk.modules[policy.module];
    if (policy === undefined || module === undefined) continue;
    const startedMs = performance.now();
    let outcome: Outcome;
    try {
      if (held?.module !== module) {
        progress.prepare();
        held = hold(held, module, runners);
      }
      progress.begin(pair);
      const data = policy.inventory === null ? emptyData(policy) : (dataTexts[policy.inventory] ?? NO_DATA);
      // Nearly all evaluations leave the context as it was, for the next one.
      if (chunk.withNotes || ctx.memo.size > 0 || ctx.notes.length > 0) ctx = contextOf(chunk, parseModule);
      const json = chunk.objects[object]?.json ?? "";
      outcome = judgePair(held.runner, ctx, policy, data, json, suffixOf(object, policy.module));
    } catch (cause) {
      outcome = failed(cause);
    }
    const durationUs = (performance.now() - startedMs) * 1000;
    report({ pair, outcome, durationUs, ...(chunk.withNotes ? { notes: ctx.notes } : {}) });
  }
  if (held !== null) runners.release(held.runner);
}

/** The module that judges, with its runner. */
interface Held {
  readonly module: LoadedModule;
  readonly runner: Runner;
}

function hold(held: Held | null, module: LoadedModule, runners: RunnerCache): Held {
  if (held !== null) runners.release(held.runner);
  return { module, runner: runners.get(module) };
}

function contextOf({ nowNs, strictErrors }: Chunk, parseModule: ParseModule | undefined): BuiltinContext {
  return { nowNs, memo: new Map(), notes: [], strictErrors, ...(parseModule && { parseModule }) };
}

function judgePair(
  runner: Runner,
  ctx: BuiltinContext,
  policy: ChunkPolicy,
  data: string,
  json: string,
  suffix: string,
): Outcome {
  runner.useData(data);
  return runner.judge(policy.entrypoint, json, suffix, policy.parametersJson, ctx);
}

function failed(cause: unknown): Outcome {
  const { code, message } = toFailure(cause);
  return { status: "error", error: { code, message } };
}

function emptyData(policy: ChunkPolicy): string {
  return policy.readsInventory ? '{"inventory":{}}' : NO_DATA;
}

/** `input.review` is added for a whole module if one of its policies reads it, so that an object is still read once. */
function createSuffixes(chunk: Chunk): (object: number, module: number) => string {
  const reading = new Set(
    chunk.policies.filter((policy) => policy.readsReview).map((policy) => policy.module),
  );
  const suffixes = new Map<number, string>();
  return (object, module) => {
    if (!reading.has(module)) return "";
    const known = suffixes.get(object);
    if (known !== undefined) return known;
    const suffix = reviewSuffix(chunk.objects[object]?.json ?? "");
    suffixes.set(object, suffix);
    return suffix;
  };
}

/** Pair numbers by module, then inventory, then object: what is expensive to change changes least. */
function orderedPairs(chunk: Chunk): number[] {
  const order = Array.from({ length: chunk.pairs.length / 2 }, (_unused, pair) => pair);
  // Policies that read no inventory come first, then those that read an empty one, then one inventory after the other.
  const rankOfPolicy = chunk.policies.map(
    ({ module, inventory, readsInventory }) =>
      module * (chunk.inventories.length + 2) + (inventory === null ? Number(readsInventory) : inventory + 2),
  );
  const ranks = order.map((pair) => rankOfPolicy[chunk.pairs[2 * pair + 1] ?? 0] ?? 0);
  return order.sort((a, b) => {
    const byPolicy = (ranks[a] ?? 0) - (ranks[b] ?? 0);
    return byPolicy !== 0 ? byPolicy : (chunk.pairs[2 * a] ?? 0) - (chunk.pairs[2 * b] ?? 0);
  });
}
