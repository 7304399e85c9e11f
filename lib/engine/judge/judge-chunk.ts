import { toFailure } from "../sandbox/failure";
import type { Outcome } from "../types";
import { readOutcome } from "./occurrences";
import type { Progress } from "./progress";
import type { Chunk, ChunkPolicy, PairResult } from "./protocol";
import { reviewSuffix } from "./review";
import type { RunnerCache } from "./runner-cache";
import type { LoadedUnit, UnitRunner } from "./unit-runner";

const EMPTY_INVENTORY = "{}";

/**
 * Judges all pairs of a chunk, one unit after the other so that its instance stays hot, and reports each result. Never
 * throws for a pair's fault.
 */
export function judgeChunk(
  chunk: Chunk,
  runners: RunnerCache,
  progress: Progress,
  report: (result: PairResult) => void,
): void {
  const suffixes = new Map<number, string>();
  const suffixOf = (object: number): string => {
    const known = suffixes.get(object);
    if (known !== undefined) return known;
    const suffix = reviewSuffix(chunk.objects[object]?.json ?? "");
    suffixes.set(object, suffix);
    return suffix;
  };
  let held: Held | null = null;
  for (const pair of orderedPairs(chunk)) {
    const object = chunk.pairs[2 * pair] ?? 0;
    const policy = chunk.policies[chunk.pairs[2 * pair + 1] ?? 0];
    const unit = policy === undefined ? undefined : chunk.units[policy.unit];
    if (policy === undefined || unit === undefined) continue;
    progress.begin(pair);
    held = hold(held, unit, runners);
    const startedMs = performance.now();
    const suffix = unit.readsReview ? suffixOf(object) : "";
    const outcome = judgePair(held.runner, chunk, policy, chunk.objects[object]?.json ?? "", suffix);
    report({ pair, outcome, durationUs: (performance.now() - startedMs) * 1000 });
  }
  if (held !== null) runners.release(held.runner);
}

/** The unit that is being judged, with its runner. */
interface Held {
  readonly unit: LoadedUnit;
  readonly runner: UnitRunner;
}

function hold(held: Held | null, unit: LoadedUnit, runners: RunnerCache): Held {
  if (held?.unit === unit) return held;
  if (held !== null) runners.release(held.runner);
  return { unit, runner: runners.get(unit) };
}

function judgePair(
  runner: UnitRunner,
  chunk: Chunk,
  policy: ChunkPolicy,
  json: string,
  suffix: string,
): Outcome {
  try {
    runner.useData(dataText(chunk, policy));
    const ctx = { nowNs: chunk.nowNs, memo: new Map(), notes: [], strictErrors: false };
    return readOutcome(runner.evaluate(json, suffix, policy.parametersJson, ctx));
  } catch (cause) {
    const { code, message } = toFailure(cause);
    return { status: "error", error: { code, message } };
  }
}

function dataText(chunk: Chunk, policy: ChunkPolicy): string {
  if (chunk.units[policy.unit]?.readsInventory !== true) return "{}";
  const inventory =
    policy.inventory === null ? EMPTY_INVENTORY : (chunk.inventories[policy.inventory] ?? EMPTY_INVENTORY);
  return `{"inventory":${inventory}}`;
}

/** Pair numbers by unit, then inventory, then object: what is expensive to change changes least. */
function orderedPairs(chunk: Chunk): number[] {
  const order = Array.from({ length: chunk.pairs.length / 2 }, (_unused, pair) => pair);
  const policyOf = (pair: number): ChunkPolicy | undefined => chunk.policies[chunk.pairs[2 * pair + 1] ?? 0];
  const rank = (pair: number): number => {
    const policy = policyOf(pair);
    return policy === undefined
      ? 0
      : policy.unit * (chunk.inventories.length + 1) + (policy.inventory ?? -1) + 1;
  };
  const ranks = order.map(rank);
  return order.sort((a, b) => {
    const byPolicy = (ranks[a] ?? 0) - (ranks[b] ?? 0);
    return byPolicy !== 0 ? byPolicy : (chunk.pairs[2 * a] ?? 0) - (chunk.pairs[2 * b] ?? 0);
  });
}
