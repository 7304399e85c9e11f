import type { Wakeup } from "../async/wakeup";
import type { AgentStatus } from "../status";
import type { ConsoleClient } from "./client";
import { ConsoleRetry, type RetryContext } from "./retry";

export interface HeartbeatOptions {
  client: ConsoleClient;
  retry: RetryContext;
  status: AgentStatus;
  /** Interval in ms, asked for before each pause. */
  intervalMs: () => number;
  /** Ends a pause early: there is news worth telling. */
  news: Wakeup;
  onResync: () => void;
  onStop: () => void;
}

/** Tells the console that the agent lives, until the signal is aborted or the console says `stop`. */
export async function runHeartbeats(options: HeartbeatOptions, signal: AbortSignal): Promise<void> {
  const { client, status } = options;
  const retry = new ConsoleRetry(options.retry);
  while (!signal.aborted) {
    const epoch = status.epoch;
    const { command } = await retry.forever("heartbeat", signal, () =>
      client.heartbeat(
        {
          epoch,
          outboxCount: status.outboxFrames,
          rssBytes: process.memoryUsage.rss(),
          objectCount: status.objectCount,
          watchedKinds: status.watchedKinds,
        },
        signal,
      ),
    );
    if (command === "stop") {
      options.onStop();
      return;
    }
    // Before the first hello there is no epoch to lose, and a newer epoch has answered the command already.
    if (command === "resync" && epoch > 0 && epoch === status.epoch) options.onResync();
    // Never later than asked for, and not in step with other agents.
    await options.news.wait(signal, options.intervalMs() * (0.85 + Math.random() * 0.15));
  }
}
