import type { JobName, JobPayload } from "@/lib/contracts/jobs/catalog";

export interface EnqueueOptions {
  /** A waiting job with the same key is replaced: requests that say the same thing become one job. */
  key?: string;
  /** Lower runs first. Interactive changes use 0, initial syncs 10. */
  priority?: number;
  runAfterMs?: number;
}

/** Enqueues inside the caller's transaction: the job exists exactly when the change does. */
export type Enqueue = <N extends JobName>(name: N, payload: JobPayload<N>, options?: EnqueueOptions) => Promise<void>;
