import type { BuiltinContext, ParseModule } from "../builtins/operands";
import { toFailure } from "../sandbox/failure";
import type { Outcome } from "../types";
import type { LoadedModule } from "./loaded";
import type { Progress } from "./progress";
import type { Chunk, ChunkPolicy, PairResult } from "./protocol";
import { inBlocks, objectOf, policyOf, turnsOf } from "./pair-order";
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
export function judgeChunk(chunk: Chunk, tools: ChunkTools, report: (result: PairResult) => void): void {
  const { runners, progress, parseModule } = tools;
  const suffixOf = createSuffixes(chunk);
  let ctx = contextOf(chunk, parseModule);
  const dataTexts = chunk.inventories.map((inventory) => `{"inventory":${inventory}}`);
  let held: Held | null = null;
  for (const { module, pairs } of turnsOf(chunk)) {
    if (held?.module !== module) held = hold(held, module, tools);
    const { runner } = held;
    for (const pair of runner === null ? pairs : inBlocks(chunk, pairs, runner.openMax)) {
      const object = objectOf(chunk, pair);
      const policy = chunk.policies[policyOf(chunk, pair)];
      if (policy === undefined) continue;
      const startedMs = performance.now();
      let outcome: Outcome;
      try {
        progress.begin(pair);
        if (runner === null) throw held.cause;
        // Nearly all evaluations leave the context as it was, for the next one.
        if (chunk.withNotes || ctx.memo.size > 0 || ctx.notes.length > 0) ctx = contextOf(chunk, parseModule);
        const data = policy.inventory === null ? emptyData(policy) : (dataTexts[policy.inventory] ?? NO_DATA);
        const json = chunk.objects[object]?.json ?? "";
        outcome = judgePair(runner, ctx, policy, data, json, suffixOf(object, policy.module));
      } catch (cause) {
        outcome = failed(cause);
      }
      const durationUs = (performance.now() - startedMs) * 1000;
      report({ pair, outcome, durationUs, ...(chunk.withNotes ? { notes: ctx.notes } : {}) });
    }
  }
  if (held?.runner != null) runners.release(held.runner);
}

/** The module that judges, with its runner, or why there is none. */
type Held = { readonly module: LoadedModule } & (
  { readonly runner: Runner } | { readonly runner: null; readonly cause: unknown }
);

function hold(held: Held | null, module: LoadedModule, { runners, progress }: ChunkTools): Held {
  progress.prepare();
  if (held?.runner != null) runners.release(held.runner);
  try {
    return { module, runner: runners.get(module) };
  } catch (cause) {
    return { module, runner: null, cause };
  }
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
