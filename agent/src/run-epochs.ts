import { PROTOCOL_VERSION } from "@/lib/contracts/wire/protocol";
import { Backoff } from "./async/backoff";
import { abortReason, pause } from "./async/pause";
import { withScope } from "./async/scope";
import { together } from "./async/together";
import { Wakeup } from "./async/wakeup";
import { runHeartbeats } from "./console/heartbeat";
import { ConsoleRetry } from "./console/retry";
import { describeError } from "./log";
import type { AgentOutcome } from "./options";
import { EpochLost } from "./outbox/sender";
import { Epoch, type EpochContext } from "./sync/epoch";
import type { SnapshotSource, SourceDescription } from "./sync/source";
import { AGENT_VERSION } from "./version";

/** The console has removed this cluster. */
export class Stopped extends Error {
  override name = "Stopped";
}

export interface Run {
  context: EpochContext;
  source: SnapshotSource;
  once: boolean;
  /** Ends the whole agent. */
  abort: (reason: Error) => void;
}

/** Heartbeats on the side, and one epoch after the other: hello, list, follow, until the epoch is lost. */
export function runEpochs(run: Run, signal: AbortSignal): Promise<AgentOutcome> {
  const { status, client, retry } = run.context;
  const pulse: Pulse = {
    intervalMs: retry.timing.heartbeatMs,
    news: new Wakeup(),
    resync: () => undefined,
  };
  const heartbeats = async (scope: AbortSignal): Promise<never> => {
    await runHeartbeats(
      {
        ...{ client, retry, status },
        intervalMs: () => pulse.intervalMs,
        news: pulse.news,
        onResync: () => pulse.resync(),
        onStop: () => run.abort(new Stopped()),
      },
      scope,
    );
    throw abortReason(scope);
  };
  return together<AgentOutcome>(signal, heartbeats, (scope) => repeatEpochs(run, pulse, scope));
}

/** What heartbeats and epochs tell each other. */
interface Pulse {
  intervalMs: number;
  /** Woken by each new epoch. */
  news: Wakeup;
  /** Ends the epoch that is open. */
  resync: () => void;
}

async function repeatEpochs(run: Run, pulse: Pulse, signal: AbortSignal): Promise<AgentOutcome> {
  const { status, retry, log } = run.context;
  for (;;) {
    try {
      return await withScope(signal, (scope, abort) => {
        pulse.resync = () => abort(new EpochLost("the console asked for a resync"));
        return runEpoch(run, pulse, scope);
      });
    } catch (error) {
      signal.throwIfAborted();
      pulse.resync = () => undefined;
      status.epoch = 0;
      if (!(error instanceof EpochLost)) throw error;
      log.warn("epoch lost; everything is compared anew", { reason: error.message });
      await pause(retry.timing.backoffFirstMs, signal);
    }
  }
}

async function runEpoch(run: Run, pulse: Pulse, signal: AbortSignal): Promise<AgentOutcome> {
  const { context, source } = run;
  const { client, retry, status, log } = context;
  const description = await describePatiently(run, signal);
  const hello = await new ConsoleRetry(retry).forever("hello", signal, () =>
    client.hello(
      {
        protocol: PROTOCOL_VERSION,
        agentVersion: AGENT_VERSION,
        clusterVersion: description.version,
        source: source.type,
        resources: description.resources,
      },
      signal,
    ),
  );
  status.epoch = hello.epoch;
  pulse.intervalMs = hello.heartbeatSeconds * 1_000;
  pulse.news.wake();
  log.info("connected", { epoch: hello.epoch, kinds: description.resources.length });

  const epoch = new Epoch(context, hello);
  const view = (scope: AbortSignal) => ({
    signal: scope,
    description,
    knownKinds: epoch.knownKinds,
    feed: epoch.feed.bind(epoch),
    feedKinds: epoch.feedKinds.bind(epoch),
  });
  const read = async (scope: AbortSignal): Promise<AgentOutcome> => {
    if (!run.once) {
      await source.follow(view(scope));
      throw abortReason(scope);
    }
    const unread = await source.syncOnce(view(scope));
    await epoch.outbox.drained(scope);
    const { objectCount, framesSent, skippedObjects } = status;
    log.info("everything is sent", { objectCount, framesSent, skippedObjects, unreadKinds: unread });
    return unread === 0 && skippedObjects === 0 ? "synced" : "incomplete";
  };
  return together<AgentOutcome>(signal, (scope) => epoch.sender.run(scope), read);
}

async function describePatiently({ context, source }: Run, signal: AbortSignal): Promise<SourceDescription> {
  const { timing, log } = context.retry;
  const backoff = new Backoff({ firstMs: timing.backoffFirstMs, maxMs: timing.backoffMaxMs });
  for (;;) {
    try {
      return await source.describe(signal);
    } catch (error) {
      signal.throwIfAborted();
      const waitMs = backoff.next();
      log.warn("the source cannot be read; trying again", {
        error: describeError(error),
        retryMs: Math.round(waitMs),
      });
      await pause(waitMs, signal);
    }
  }
}
