import { Logger, run } from "graphile-worker";
import { createHandlers } from "@/lib/jobs/handlers";
import type { Services } from "@/lib/services/context";

export interface WorkerOptions {
  databaseUrl: string;
  /** Jobs at once. Judging runs on the judge's threads, so a few more jobs than threads keep them busy. */
  concurrency: number;
  startSampleAgents: (organizationId: string) => Promise<void>;
}

/** Takes jobs from the queue until stopped. Any number of workers may run; jobs are claimed with SKIP LOCKED. */
export async function runWorker(
  services: Services,
  options: WorkerOptions,
): Promise<{ stop: () => Promise<void> }> {
  const runner = await run({
    connectionString: options.databaseUrl,
    concurrency: options.concurrency,
    maxPoolSize: options.concurrency + 2,
    noHandleSignals: true,
    pollInterval: 1_000,
    taskList: createHandlers({ services, startSampleAgents: options.startSampleAgents }),
    logger: new Logger(() => (level, message, meta) => {
      if (level === "error") services.log.error({ meta }, message);
      else if (level === "warning") services.log.warn({ meta }, message);
    }),
  });
  return { stop: () => runner.stop() };
}
