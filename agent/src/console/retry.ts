import { Backoff, jitter } from "../async/backoff";
import { pause } from "../async/pause";
import { ConsoleError } from "../http/http-error";
import { describeError, type Logger } from "../log";
import type { AgentStatus } from "../status";
import type { Timing } from "../timing";

export interface RetryContext {
  timing: Timing;
  log: Logger;
  status: AgentStatus;
  /** Tries to get another credential after a 401. */
  renew: (signal: AbortSignal) => Promise<boolean>;
}

/** The one answer to failures of the console: never give up, wait as long as the failure suggests. One for each loop. */
export class ConsoleRetry {
  readonly #context: RetryContext;
  readonly #backoff: Backoff;

  constructor(context: RetryContext) {
    this.#context = context;
    this.#backoff = new Backoff({
      firstMs: context.timing.backoffFirstMs,
      maxMs: context.timing.backoffMaxMs,
    });
  }

  /** To be called after each success. */
  succeeded(): void {
    this.#backoff.reset();
    this.#context.status.authorized = true;
  }

  /** Logs the failure and waits. Rejects with the signal's reason once that is aborted. */
  async pauseAfter(error: unknown, what: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { log, status, timing } = this.#context;
    if (error instanceof ConsoleError && [401, 403, 410].includes(error.status)) {
      status.authorized = false;
      if (error.status === 401 && (await this.#context.renew(signal))) {
        await pause(this.#backoff.next(), signal);
        return;
      }
      const waitMs = jitter(timing.unauthorizedRetryMs);
      log.error(`${what}: the console refuses this agent; nothing is sent until it accepts it again`, {
        error: error.message,
        retryMs: Math.round(waitMs),
      });
      await pause(waitMs, signal);
      return;
    }
    const askedMs = error instanceof ConsoleError ? (error.retryAfterMs ?? 0) : 0;
    const waitMs = Math.max(this.#backoff.next(), askedMs);
    log.warn(`${what} failed; trying again`, { error: describeError(error), retryMs: Math.round(waitMs) });
    await pause(waitMs, signal);
  }

  /** Runs `task` until it succeeds, or `isFinal` says that trying again is pointless. */
  async forever<T>(
    what: string,
    signal: AbortSignal,
    task: () => Promise<T>,
    isFinal: (error: unknown) => boolean = () => false,
  ): Promise<T> {
    for (;;) {
      signal.throwIfAborted();
      try {
        const result = await task();
        this.succeeded();
        return result;
      } catch (error) {
        if (isFinal(error)) throw error;
        await this.pauseAfter(error, what, signal);
      }
    }
  }
}
