import { Batch } from "./judge/batch";
import { unpackResults } from "./judge/packed-results";
import { PoolThread, type PoolThreadOptions, type ThreadEnd } from "./judge/pool-thread";
import type { ChunkReport } from "./judge/protocol";
import { locateThread } from "./judge/thread-location";
import { UnitLoader } from "./judge/unit-loader";
import type { ModuleParser } from "./parser/module-parser";
import type { Judge, JudgeBatch, Judgement, UnitSource } from "./types";

export interface JudgeOptions {
  /** Where units and modules come from. Asked once per digest as long as it stays in use. */
  readonly source: UnitSource;
  readonly threads: number;
  /** Time one evaluation may take. */
  readonly deadlineMs: number;
  /** Memory one evaluation may take. */
  readonly memoryMiBMax: number;
  /** Size of the JSON text one evaluation may answer. */
  readonly resultBytesMax: number;
  /** `auto` (default): the fast evaluator where a module has a plan, the sandbox for everything else. */
  readonly evaluator?: "auto" | "sandbox";
  /** One in so many fast evaluations is compared with the sandbox; 0 (default) = none. */
  readonly checkEvery?: number;
  /** Parses modules of Rego for rules that ask for it; without one, such a rule is an error. */
  readonly parser?: ModuleParser;
  /** The thread's file, where it is not beside the running code. */
  readonly threadUrl?: URL;
}

/**
 * Pairs in one message to a thread: enough for one block of objects (`FastRunner`) under the whole library, few enough to
 * share a batch among threads.
 */
const CHUNK_PAIRS_MAX = 5000;
const CHUNK_PAIRS_MIN = 50;
const PAGES_PER_MIB = 16;
/** Steps of the fast evaluator in a millisecond, so that its budget runs out about when the deadline does. */
export const INSTRUCTIONS_PER_MS = 50_000;
const THREAD_HEAP_MIB_MIN = 512;

interface Work {
  readonly batch: Batch;
  readonly pairs: Uint32Array;
}

/**
 * A pool of worker threads that judge batches in the sandbox. A thread that overruns its deadline or its memory is
 * replaced; the pair it was at becomes an error, everything else is judged by another thread.
 */
export function createJudge(options: JudgeOptions): Judge {
  return new JudgePool(options);
}

class JudgePool implements Judge {
  private readonly units: UnitLoader;
  /** Opened by the first strict batch. */
  private readonly strictUnits: UnitLoader;
  private readonly threadOptions: PoolThreadOptions;
  private readonly queue: Work[] = [];
  private readonly idle: PoolThread[] = [];
  private readonly running = new Map<PoolThread, { readonly id: number; readonly work: Work }>();
  private readonly batches = new Set<Batch>();
  private nextId = 1;
  private closed = false;

  constructor(private readonly options: JudgeOptions) {
    this.units = new UnitLoader(options.source);
    this.strictUnits = new UnitLoader(options.source, true);
    this.threadOptions = {
      location: locateThread(import.meta.url, options.threadUrl),
      limits: {
        memoryPagesMax: options.memoryMiBMax * PAGES_PER_MIB,
        resultBytesMax: options.resultBytesMax,
        instructionsMax: options.deadlineMs * INSTRUCTIONS_PER_MS,
        evaluator: options.evaluator ?? "auto",
        checkEvery: options.checkEvery ?? 0,
      },
      deadlineMs: options.deadlineMs,
      heapMiBMax: Math.max(THREAD_HEAP_MIB_MIN, options.memoryMiBMax),
      parser: options.parser ?? null,
    };
  }

  async judge(input: JudgeBatch): Promise<readonly Judgement[]> {
    this.assertOpen();
    const loader = input.strictErrors === true ? this.strictUnits : this.units;
    const units = await loader.load(input.policies.map((policy) => policy.unitDigest));
    this.assertOpen();
    const batch = new Batch(input, units);
    this.batches.add(batch);
    try {
      this.enqueue(batch);
      return await batch.promise;
    } finally {
      this.batches.delete(batch);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.queue.length = 0;
    for (const batch of this.batches) batch.fail(new Error("The judge was closed"));
    const threads = [...this.idle.splice(0), ...this.running.keys()];
    this.running.clear();
    await Promise.all(threads.map((thread) => thread.close()));
  }

  private enqueue(batch: Batch): void {
    const pairs = batch.openPairs();
    const share = Math.ceil(pairs.length / this.options.threads);
    const size = Math.min(CHUNK_PAIRS_MAX, Math.max(CHUNK_PAIRS_MIN, share));
    for (let start = 0; start < pairs.length; start += size) {
      this.queue.push({ batch, pairs: pairs.slice(start, start + size) });
    }
    this.dispatch();
  }

  private dispatch(): void {
    while (!this.closed && this.queue.length > 0) {
      const thread = this.idle.pop() ?? this.startThread();
      if (thread === null) return;
      const next = this.queue.shift();
      const pairs = next?.pairs.filter((pair) => next.batch.isOpen(pair));
      if (next === undefined || pairs === undefined || pairs.length === 0) {
        this.idle.push(thread);
        continue;
      }
      const id = this.nextId++;
      this.running.set(thread, { id, work: { batch: next.batch, pairs } });
      thread.run(next.batch.chunk(id, pairs));
    }
  }

  private startThread(): PoolThread | null {
    if (this.running.size >= this.options.threads) return null;
    const thread: PoolThread = new PoolThread(this.threadOptions, {
      report: (report) => this.take(thread, report),
      ended: (end) => this.replace(thread, end),
    });
    return thread;
  }

  private take(thread: PoolThread, report: ChunkReport): void {
    const job = this.running.get(thread);
    if (job?.id !== report.id) return;
    unpackResults(report.results, ({ pair, outcome, durationUs, notes }) => {
      const original = job.work.pairs[pair];
      if (original !== undefined)
        job.work.batch.settle(original, outcome, durationUs, notes === undefined ? undefined : { notes });
    });
    if (!report.done) return;
    this.running.delete(thread);
    this.idle.push(thread);
    this.dispatch();
  }

  /** The thread is gone: its offender is settled, the rest of its chunk goes to the head of the queue. */
  private replace(thread: PoolThread, end: ThreadEnd): void {
    const job = this.running.get(thread);
    this.running.delete(thread);
    const place = this.idle.indexOf(thread);
    if (place >= 0) this.idle.splice(place, 1);
    if (job === undefined) return;
    const { batch, pairs } = job.work;
    const offender = pairs[end.pair];
    if (offender === undefined) batch.fail(new Error(`A thread could not start judging: ${end.message}`));
    else {
      batch.strike(offender, end.code, end.message, this.options.deadlineMs * 1000);
      this.queue.unshift({ batch, pairs });
    }
    this.dispatch();
  }

  private assertOpen(): void {
    if (this.closed) throw new Error("The judge is closed");
  }
}
