import { Worker } from "node:worker_threads";
import type { LoadedUnit } from "@/lib/engine/judge/loaded";
import { Progress } from "@/lib/engine/judge/progress";
import type { ThreadLimits } from "@/lib/engine/judge/protocol";
import { locateThread } from "@/lib/engine/judge/thread-location";
import type { ModuleParser } from "@/lib/engine/parser/module-parser";
import { openParserLink, type ParserLink } from "@/lib/engine/parser/parser-link";
import type { PolicyTemplate } from "../batch/policies";
import type { Block } from "../batch/read-lines";
import { ThreadPool, type MemberEvents, type PoolMember } from "./thread-pool";

/** What a thread is started with. */
export interface LineThreadData {
  readonly templates: readonly (readonly [string, PolicyTemplate])[];
  readonly units: readonly LoadedUnit[];
  readonly limits: ThreadLimits;
  readonly progress: SharedArrayBuffer;
  readonly parser: ParserLink | null;
}

export interface LineJob {
  readonly block: Block;
}

/** From a thread. A block that holds raw Rego after all, under a name in escapes, is not answered. */
export type LineReport =
  | { readonly status: "ready" | "not_answered" }
  | { readonly status: "answered"; readonly bytes: Uint8Array<ArrayBuffer> };

export interface LinePoolOptions extends Omit<LineThreadData, "progress" | "parser"> {
  readonly parser: ModuleParser;
  readonly threads: number;
  /** Time one evaluation may take. */
  readonly deadlineMs: number;
}

interface Waiting {
  readonly block: Block;
  readonly settle: (answers: Uint8Array | null) => void;
}

/**
 * Threads that answer blocks of template lines from reading to writing, each on its own. A block with an evaluation that
 * takes too long, or that ends its thread, is given back: the judge's own pool finds the one at fault.
 */
export class LinePool {
  private readonly pool: ThreadPool<Waiting>;

  constructor(options: LinePoolOptions) {
    this.pool = new ThreadPool(options.threads, (events) => new LineThread(options, events));
  }

  /** The answers, a line each; null if somebody else has to answer the block. */
  answer(block: Block): Promise<Uint8Array | null> {
    return new Promise((settle) => this.pool.add({ block, settle }));
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}

const LOOKS_PER_DEADLINE = 10;
const LOOK_MS_MIN = 20;

class LineThread implements PoolMember<Waiting> {
  private readonly worker: Worker;
  private readonly progress = new Progress();
  private current: Waiting | null = null;
  private watchdog: NodeJS.Timeout | undefined;
  private seen = { sequence: -1, sinceMs: 0 };
  private started = false;
  private gone = false;

  constructor(
    private readonly options: LinePoolOptions,
    private readonly events: MemberEvents,
  ) {
    const { templates, units, limits } = options;
    const parser = openParserLink(options.parser);
    const workerData: LineThreadData = { templates, units, limits, progress: this.progress.buffer, parser };
    const file = import.meta.url.endsWith(".ts") ? "./line-thread.ts" : "./line-thread.mjs";
    const { url, execArgv } = locateThread(import.meta.url, new URL(file, import.meta.url));
    this.worker = new Worker(url, {
      workerData,
      transferList: parser === null ? [] : [parser.port],
      execArgv: [...execArgv],
      env: {},
    });
    this.worker.unref();
    this.worker.on("message", (report: LineReport) => this.take(report));
    this.worker.on("error", () => this.end());
    this.worker.on("exit", () => this.end());
  }

  run(waiting: Waiting): void {
    this.current = waiting;
    this.worker.ref();
    if (this.started) this.watch();
    const job: LineJob = { block: waiting.block };
    // Not transferred: the block is needed once more if this thread does not come to an end with it.
    this.worker.postMessage(job);
  }

  async close(): Promise<void> {
    this.gone = true;
    clearInterval(this.watchdog);
    await this.worker.terminate();
  }

  private watch(): void {
    const { deadlineMs } = this.options;
    this.seen = { sequence: this.progress.read().sequence, sinceMs: performance.now() };
    this.watchdog = setInterval(
      () => {
        const { sequence } = this.progress.read();
        const nowMs = performance.now();
        if (sequence !== this.seen.sequence) this.seen = { sequence, sinceMs: nowMs };
        else if (nowMs - this.seen.sinceMs >= deadlineMs) this.end();
      },
      Math.max(LOOK_MS_MIN, deadlineMs / LOOKS_PER_DEADLINE),
    );
  }

  private take(report: LineReport): void {
    if (this.gone) return;
    if (report.status === "ready") {
      this.started = true;
      if (this.current !== null) this.watch();
      return;
    }
    this.finish(report.status === "answered" ? report.bytes : null);
    this.worker.unref();
    this.events.rested();
  }

  private end(): void {
    if (this.gone) return;
    this.gone = true;
    this.finish(null);
    void this.worker.terminate();
    this.events.ended();
  }

  private finish(answers: Uint8Array | null): void {
    clearInterval(this.watchdog);
    const waiting = this.current;
    this.current = null;
    waiting?.settle(answers);
  }
}
