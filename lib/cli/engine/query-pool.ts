import { Worker } from "node:worker_threads";
import { locateThread } from "@/lib/engine/judge/thread-location";
import type { ModuleParser } from "@/lib/engine/parser/module-parser";
import { openParserLink, type ParserLink } from "@/lib/engine/parser/parser-link";
import type { QueryInput } from "@/lib/engine/query";
import type { QueryAnswer, QueryEvaluator, QueryProgram } from "@/lib/engine/query-program";
import type { SandboxLimits } from "@/lib/engine/sandbox/sandbox";
import { ThreadPool, type MemberEvents, type PoolMember } from "./thread-pool";

export interface QueryJob {
  readonly id: number;
  readonly program: QueryProgram;
  readonly query: QueryInput;
}

/** What a thread is started with. */
export interface QueryThreadData {
  readonly limits: SandboxLimits;
  readonly evaluator: QueryEvaluator;
  readonly parser: ParserLink | null;
}

/** From a thread: an answer, or (with the id null) that it has started. */
export type QueryReport = { readonly id: null } | { readonly id: number; readonly answer: QueryAnswer };

export interface QueryPoolOptions extends Omit<QueryThreadData, "parser"> {
  readonly parser: ModuleParser;
  readonly threads: number;
  /** Time one evaluation may take. */
  readonly deadlineMs: number;
  /** Memory of JavaScript that a thread may take. */
  readonly heapMiBMax: number;
}

interface Waiting {
  readonly job: QueryJob;
  readonly settle: (answer: QueryAnswer) => void;
}

/** Threads that evaluate one query each at a time. One that overruns its deadline or its memory is ended and replaced. */
export class QueryPool {
  private readonly pool: ThreadPool<Waiting>;
  private nextId = 1;

  constructor(options: QueryPoolOptions) {
    this.pool = new ThreadPool(options.threads, (events) => new QueryThread(options, events));
  }

  /** Never rejects for the program's fault. */
  evaluate(program: QueryProgram, query: QueryInput): Promise<QueryAnswer> {
    const job = { id: this.nextId++, program, query };
    return new Promise((settle) => this.pool.add({ job, settle }));
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}

class QueryThread implements PoolMember<Waiting> {
  private readonly worker: Worker;
  private current: Waiting | null = null;
  private deadline: NodeJS.Timeout | undefined;
  private started = false;
  private gone = false;

  constructor(
    private readonly options: QueryPoolOptions,
    private readonly events: MemberEvents,
  ) {
    const isSource = import.meta.url.endsWith(".ts");
    const file = isSource ? "./query-thread.ts" : "./query-thread.mjs";
    const { url, execArgv } = locateThread(import.meta.url, new URL(file, import.meta.url));
    const { limits, evaluator } = options;
    const parser = openParserLink(options.parser);
    const workerData: QueryThreadData = { limits, evaluator, parser };
    this.worker = new Worker(url, {
      workerData,
      transferList: parser === null ? [] : [parser.port],
      execArgv: [...execArgv],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: options.heapMiBMax },
    });
    this.worker.unref();
    this.worker.on("message", (report: QueryReport) => this.take(report));
    this.worker.on("error", (cause: unknown) => this.crashed(cause));
    this.worker.on("exit", () => this.crashed(null));
  }

  run(waiting: Waiting): void {
    this.current = waiting;
    this.worker.ref();
    if (this.started) this.watch();
    this.worker.postMessage(waiting.job);
  }

  async close(): Promise<void> {
    this.gone = true;
    clearTimeout(this.deadline);
    await this.worker.terminate();
  }

  /** The time to start a thread is not the evaluation's. */
  private watch(): void {
    const { deadlineMs } = this.options;
    const message = `The evaluation took longer than the ${deadlineMs} ms it may take.`;
    this.deadline = setTimeout(() => this.end({ code: "timeout", message }), deadlineMs);
  }

  private take(report: QueryReport): void {
    if (this.gone) return;
    if (report.id === null) {
      this.started = true;
      if (this.current !== null) this.watch();
      return;
    }
    if (this.current?.job.id !== report.id) return;
    this.finish(report.answer);
    this.worker.unref();
    this.events.rested();
  }

  private crashed(cause: unknown): void {
    const isMemory = cause instanceof Error && "code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY";
    const detail = cause instanceof Error ? `: ${cause.message}` : ".";
    if (isMemory)
      this.end({ code: "memory_limit", message: "The evaluation needs more memory than it may have." });
    else this.end({ code: "eval_internal_error", message: `The thread ended${detail}` });
  }

  private end(error: { code: string; message: string }): void {
    if (this.gone) return;
    this.gone = true;
    this.finish({ status: "error", error });
    void this.worker.terminate();
    this.events.ended();
  }

  private finish(answer: QueryAnswer): void {
    clearTimeout(this.deadline);
    const waiting = this.current;
    this.current = null;
    waiting?.settle(answer);
  }
}
