import type { ParseModule } from "@/lib/engine/builtins/operands";
import { Batch } from "@/lib/engine/judge/batch";
import { judgeChunk } from "@/lib/engine/judge/judge-chunk";
import type { LoadedUnit } from "@/lib/engine/judge/loaded";
import type { Progress } from "@/lib/engine/judge/progress";
import type { ThreadLimits } from "@/lib/engine/judge/protocol";
import { RunnerCache } from "@/lib/engine/judge/runner-cache";
import type { Judge, JudgeBatch, Judgement } from "@/lib/engine/types";

/** A judge that works in the calling thread. Whoever watches `progress` has to end a thread that takes too long. */
export class InlineJudge implements Judge {
  private readonly units: ReadonlyMap<string, LoadedUnit>;
  readonly runners: RunnerCache;

  constructor(
    units: readonly LoadedUnit[],
    limits: ThreadLimits,
    readonly progress: Progress,
    readonly parseModule: ParseModule | undefined,
  ) {
    this.units = new Map(units.map((unit) => [unit.digest, unit]));
    this.runners = new RunnerCache(limits);
  }

  async judge(input: JudgeBatch): Promise<readonly Judgement[]> {
    const batch = new Batch(input, this.units);
    judgeChunk(batch.chunk(0, batch.openPairs()), this, (result) =>
      batch.settle(result.pair, result.outcome, result.durationUs),
    );
    return await batch.promise;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
