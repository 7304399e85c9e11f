import { Logger, run } from "graphile-worker";
import { refreshStatistics } from "@/lib/data/statistics";
import { createHandlers } from "@/lib/jobs/handlers";
import type { Services } from "@/lib/services/context";
import { paceFanOuts } from "./pace-fan-outs";

export interface WorkerOptions {
  databaseUrl: string;
  /** Jobs at once. Judging runs on the judge's threads, so a few more jobs than threads keep them busy. */
  concurrency: number;
  startSampleAgents: (organizationId: string) => Promise<void>;
}

/** A first sync fills tables within seconds. */
const statisticsEveryMs = 1_000;

/** Takes jobs from the queue until stopped. Any number of workers may run; jobs are claimed with SKIP LOCKED. */
export async function runWorker(
  services: Services,
  options: WorkerOptions,
): Promise<{ stop: () => Promise<void> }> {
  const handlers = createHandlers({ services, startSampleAgents: options.startSampleAgents });
  const fanOut = paceFanOuts(handlers["evaluate-policy"]);
  const runner = await run({
    connectionString: options.databaseUrl,
    concurrency: options.concurrency,
    maxPoolSize: options.concurrency + 2,
    noHandleSignals: true,
    pollInterval: 1_000,
    taskList: {
      ...handlers,
      "evaluate-policy": (payload, { job, addJob }) =>
        fanOut(payload, async (restMs) => {
          await addJob("evaluate-policy", payload, {
            runAt: new Date(Date.now() + restMs),
            priority: job.priority,
            ...(job.key === null ? {} : { jobKey: job.key, jobKeyMode: "preserve_run_at" }),
          });
        }),
    },
    logger: new Logger(() => (level, message, meta) => {
      if (level === "error") services.log.error({ meta }, message);
      else if (level === "warning") services.log.warn({ meta }, message);
    }),
  });
  const stopStatistics = keepStatistics(services);
  return {
    stop: async () => {
      await stopStatistics();
      await runner.stop();
    },
  };
}

/** Keeps what the planner knows of the tables in step with their growth. */
function keepStatistics({ db, log }: Services): () => Promise<void> {
  let running = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = refreshStatistics(db)
      .then(() => undefined)
      .catch((error: unknown) => log.warn({ err: error }, "statistics could not be refreshed"))
      .finally(() => {
        busy = false;
      });
  }, statisticsEveryMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
