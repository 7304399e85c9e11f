import { Worker } from "node:worker_threads";
import type { ModuleParser } from "../parser/module-parser";
import { openParserLink } from "../parser/parser-link";
import type { FailureCode } from "../sandbox/failure";
import { Progress } from "./progress";
import type { Chunk, ChunkReport, ThreadData, ThreadLimits } from "./protocol";
import type { ThreadLocation } from "./thread-location";

export interface PoolThreadOptions {
  readonly location: ThreadLocation;
  readonly limits: ThreadLimits;
  readonly deadlineMs: number;
  /** Cap on the JavaScript heap of the thread, where built-ins run. */
  readonly heapMiBMax: number;
  /** Parses modules for rules that ask for it. */
  readonly parser: ModuleParser | null;
}

/** Why a thread ended while it had a chunk, and the pair it was at (-1: before the first). */
export interface ThreadEnd {
  readonly code: FailureCode;
  readonly message: string;
  readonly pair: number;
}

export interface PoolThreadEvents {
  report(report: ChunkReport): void;
  /** The thread is gone; its chunk is not done. */
  ended(end: ThreadEnd): void;
}

/** Starting a thread and opening a module (the library's plan becomes JavaScript) get more time than an evaluation. */
const START_ALLOWANCE_MS = 60_000;
const POLL_MS_MIN = 5;
/**
 * Three semi-spaces of 16 MiB. By default they would go on growing for most of a million evaluations, up to four times
 * that, for less than a hundredth of the time; with half of it the collector takes a hundredth more.
 */
const YOUNG_GENERATION_MIB = 48;

/** One worker thread and its watchdog. It has at most one chunk at a time. */
export class PoolThread {
  private readonly worker: Worker;
  private readonly progress = new Progress();
  private watchdog: NodeJS.Timeout | undefined;
  private seen = { sequence: -1, sinceMs: 0 };
  private busy = false;
  private begun = false;
  private gone = false;

  constructor(
    private readonly options: PoolThreadOptions,
    private readonly events: PoolThreadEvents,
  ) {
    const parser = openParserLink(options.parser);
    const workerData: ThreadData = { limits: options.limits, progress: this.progress.buffer, parser };
    this.worker = new Worker(options.location.url, {
      workerData,
      transferList: parser === null ? [] : [parser.port],
      execArgv: [...options.location.execArgv],
      env: {},
      resourceLimits: {
        maxOldGenerationSizeMb: options.heapMiBMax,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB,
      },
    });
    this.worker.unref();
    this.worker.on("message", (report: ChunkReport) => {
      if (report.done) this.rest();
      this.events.report(report);
    });
    this.worker.on("error", (cause: unknown) => this.crashed(cause));
    this.worker.on("exit", () => this.crashed(null));
  }

  run(chunk: Chunk): void {
    this.busy = true;
    this.begun = false;
    this.worker.ref();
    this.seen = { sequence: this.progress.read().sequence, sinceMs: performance.now() };
    this.watchdog = setInterval(() => this.look(), Math.max(POLL_MS_MIN, this.options.deadlineMs / 10));
    this.worker.postMessage(chunk);
  }

  /** Stops the thread without a word to the pool. */
  async close(): Promise<void> {
    this.gone = true;
    clearInterval(this.watchdog);
    await this.worker.terminate();
  }

  private rest(): void {
    this.busy = false;
    clearInterval(this.watchdog);
    this.worker.unref();
  }

  private look(): void {
    const { pair, sequence } = this.progress.read();
    const nowMs = performance.now();
    if (sequence !== this.seen.sequence) {
      this.begun = true;
      this.seen = { sequence, sinceMs: nowMs };
      return;
    }
    const isPreparing = !this.begun || pair < 0;
    const allowedMs = isPreparing ? this.options.deadlineMs + START_ALLOWANCE_MS : this.options.deadlineMs;
    if (nowMs - this.seen.sinceMs < allowedMs) return;
    this.end("timeout", `The evaluation took longer than the ${this.options.deadlineMs} ms it may take.`, {
      pair,
      sequence,
    });
    void this.worker.terminate();
  }

  private crashed(cause: unknown): void {
    const isMemory = cause instanceof Error && "code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY";
    if (isMemory) this.end("memory_limit", "The evaluation needs more memory than it may have.");
    else
      this.end(
        "eval_internal_error",
        cause instanceof Error ? `The thread failed: ${cause.message}` : "The thread ended.",
      );
  }

  private end(code: FailureCode, message: string, reading = this.progress.read()): void {
    if (this.gone) return;
    this.gone = true;
    clearInterval(this.watchdog);
    const hasBegun = this.begun || reading.sequence !== this.seen.sequence;
    this.events.ended({ code, message, pair: this.busy && hasBegun ? reading.pair : -1 });
  }
}
