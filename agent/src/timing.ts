/** Every duration the agent lives by, in milliseconds unless named otherwise. Tests shorten them. */
export interface Timing {
  backoffFirstMs: number;
  backoffMaxMs: number;
  /** A batch leaves after this much quiet … */
  quietMs: number;
  /** … or after this much waiting at most. */
  flushMaxMs: number;
  /** Between two looks for new and removed kinds. */
  rediscoverMs: number;
  /** Between two tries of a kind the agent may not read. */
  forbiddenRetryMs: number;
  /** Between two tries while the console refuses the credential or the install token. */
  unauthorizedRetryMs: number;
  /** A request without an answer. */
  requestTimeoutMs: number;
  /** A batch without an acknowledgement. */
  batchTimeoutMs: number;
  /** A watch without a byte; API servers send a bookmark about every minute. */
  watchIdleMs: number;
  /** A kind whose watch has failed for this long is reported as unknown. */
  staleAfterMs: number;
  /** Heartbeat interval until the console names one. */
  heartbeatMs: number;
  /** Quiet time after a change in a folder before it is read again. */
  folderQuietMs: number;
  /** A folder is looked through this often even when the file system reports no change. */
  folderPollMs: number;
}

export const DEFAULT_TIMING: Timing = {
  backoffFirstMs: 250,
  backoffMaxMs: 30_000,
  quietMs: 30,
  flushMaxMs: 250,
  rediscoverMs: 30_000,
  forbiddenRetryMs: 120_000,
  unauthorizedRetryMs: 60_000,
  requestTimeoutMs: 30_000,
  batchTimeoutMs: 60_000,
  watchIdleMs: 150_000,
  staleAfterMs: 30_000,
  heartbeatMs: 15_000,
  folderQuietMs: 150,
  folderPollMs: 30_000,
};
