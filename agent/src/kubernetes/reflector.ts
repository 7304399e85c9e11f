import { Backoff, jitter } from "../async/backoff";
import type { Limit } from "../async/limit";
import { abortReason, pause } from "../async/pause";
import { withScope } from "../async/scope";
import { HttpError } from "../http/http-error";
import { describeError, type Logger } from "../log";
import type { AgentStatus } from "../status";
import type { KindFeed } from "../sync/kind-feed";
import type { Timing } from "../timing";
import type { KubernetesApi } from "./api";
import { listResource } from "./list";
import { watchResource, type WatchCursor } from "./watch";

export interface ReflectorOptions {
  api: KubernetesApi;
  feed: KindFeed;
  /** Shared by all kinds: how many lists run at a time. */
  listLimit: Limit;
  timing: Timing;
  status: AgentStatus;
  log: Logger;
  /** Called for each event of this kind. */
  onEvent?: () => void;
  /** Called when the server does not know this kind (any more). */
  onMissing: () => void;
}

/** Reason to end a watch: only a new list can make the console's picture whole. */
class ListNeeded extends Error {
  override name = "ListNeeded";
}

/** Lists one kind, watches it, and begins again whenever that breaks, for as long as its signal lives. */
export class Reflector {
  readonly #options: ReflectorOptions;
  readonly #backoff: Backoff;
  /** Since when nothing has worked; undefined while all is well. */
  #failingSince: number | undefined;
  /** True while the console believes this kind cannot be read. */
  #isReported = false;

  constructor(options: ReflectorOptions) {
    this.#options = options;
    const { backoffFirstMs, backoffMaxMs } = options.timing;
    this.#backoff = new Backoff({ firstMs: backoffFirstMs, maxMs: backoffMaxMs });
  }

  /** Resolves when the signal is aborted. Every error leads to another try. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const cursor = await this.list(signal);
        this.#succeeded();
        await this.#follow(cursor, signal);
      } catch (error) {
        if (signal.aborted) return;
        await this.#pauseAfter(error, signal).catch(() => undefined);
      }
    }
  }

  /** One complete list, given to the console. @throws Error when it could not be completed */
  list(signal: AbortSignal): Promise<WatchCursor> {
    const { api, feed, listLimit, timing } = this.#options;
    return listLimit.run(signal, async () => {
      await feed.beginList(signal);
      try {
        const resourceVersion = await listResource(api, feed.resource, {
          signal,
          idleTimeoutMs: timing.requestTimeoutMs,
          onTotal: (total) => {
            if (!feed.hasListed) feed.report("listing", { total });
          },
          onObject: (object) => feed.listed(object, signal),
        });
        await feed.completeList(signal);
        return { resourceVersion };
      } catch (error) {
        feed.abandonList();
        throw error;
      }
    });
  }

  /** Tells the console that this kind may not be read. True when `error` says so. */
  reportForbidden(error: unknown): boolean {
    if (!(error instanceof HttpError) || error.status !== 403) return false;
    this.#options.feed.report("forbidden", { message: error.message });
    return true;
  }

  /** Watches until a new list is needed. */
  async #follow(cursor: WatchCursor, signal: AbortSignal): Promise<void> {
    const { feed } = this.#options;
    while (!feed.isDirty) {
      const openedAt = performance.now();
      try {
        await this.#watchOnce(cursor, signal);
        // Servers end watches after minutes; one that ends at once is a failure in disguise.
        if (performance.now() - openedAt < 1_000) await pause(this.#backoff.next(), signal);
        else this.#backoff.reset();
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof ListNeeded || feed.isDirty) return;
        if (error instanceof HttpError && error.status === 410) return;
        if (error instanceof HttpError && [403, 404, 405].includes(error.status)) throw error;
        await this.#pauseAfter(error, signal);
      }
      this.#options.status.watchRestarts++;
    }
  }

  #watchOnce(cursor: WatchCursor, signal: AbortSignal): Promise<void> {
    const { api, feed, timing, status, onEvent } = this.#options;
    return withScope(signal, async (scope, abort) => {
      let isOpen = false;
      feed.onDirty = () => abort(new ListNeeded());
      const count = () => {
        status.watchEvents++;
        onEvent?.();
      };
      try {
        await watchResource(api, feed.resource, cursor, {
          signal: scope,
          idleTimeoutMs: timing.watchIdleMs,
          onOpen: () => {
            isOpen = true;
            status.watchedKinds++;
            if (this.#isReported) abort(new ListNeeded());
            else this.#succeeded();
          },
          onChanged: (object) => {
            feed.changed(object);
            count();
          },
          onRemoved: (uid) => {
            feed.removed(uid);
            count();
          },
        });
      } catch (error) {
        // An aborted request fails with whatever its socket says; the reason is what counts.
        throw scope.aborted ? abortReason(scope) : error;
      } finally {
        feed.onDirty = () => undefined;
        if (isOpen) status.watchedKinds--;
      }
    });
  }

  #succeeded(): void {
    this.#failingSince = undefined;
    this.#isReported = false;
  }

  async #pauseAfter(error: unknown, signal: AbortSignal): Promise<void> {
    const { feed, timing, log, onMissing } = this.#options;
    if (this.reportForbidden(error)) {
      this.#isReported = true;
      log.debug("kind may not be read", { kind: feed.kind, error: describeError(error) });
      await pause(jitter(timing.forbiddenRetryMs), signal);
      return;
    }
    if (error instanceof HttpError && error.status === 404) onMissing();
    const now = performance.now();
    this.#failingSince ??= now;
    if (!this.#isReported && now - this.#failingSince > timing.staleAfterMs) {
      this.#isReported = true;
      log.warn("kind cannot be read", { kind: feed.kind, error: describeError(error) });
      feed.report("error", { message: describeError(error) });
    }
    const askedMs = error instanceof HttpError ? (error.retryAfterMs ?? 0) : 0;
    const waitMs = Math.max(this.#backoff.next(), askedMs);
    log.debug("reading failed; trying again", {
      kind: feed.kind,
      error: describeError(error),
      retryMs: Math.round(waitMs),
    });
    await pause(waitMs, signal);
  }
}
