import { untilAborted } from "./async/pause";
import { withScope } from "./async/scope";
import { ConsoleClient } from "./console/client";
import { Enrolment } from "./console/enrolment";
import { ConsoleRetry, type RetryContext } from "./console/retry";
import { serveHealth } from "./health";
import { silentLogger } from "./log";
import { openSource } from "./open-source";
import type { AgentOptions, AgentOutcome } from "./options";
import { createMask } from "./redaction/mask";
import { runEpochs, Stopped } from "./run-epochs";
import { createStatus } from "./status";
import type { KindHashes } from "./sync/kind-hashes";
import { DEFAULT_TIMING } from "./timing";

export type { AgentOptions, AgentOutcome } from "./options";

/**
 * Runs one agent until `signal` is aborted, the console removes its cluster, or, with `once`, everything is sent. It
 * touches nothing of the process around it (no signals, no exit, no environment), so several may run in one process.
 * Failures of the console or the API server never end it.
 * @throws Error when the options themselves cannot work: no such kubeconfig, health port taken
 */
export async function runAgent(options: AgentOptions, signal: AbortSignal): Promise<AgentOutcome> {
  const timing = { ...DEFAULT_TIMING, ...options.timing };
  const log = options.log ?? silentLogger;
  const hashes = new Map<string, KindHashes>();
  const status = createStatus(() => [...hashes.values()].reduce((sum, { size }) => sum + size, 0));
  return withScope(signal, async (scope, abort) => {
    if (options.healthPort !== undefined) {
      // Not inside the optional call: its arguments are not evaluated when nobody asks for the port.
      const port = await serveHealth(options.healthPort, status, scope);
      options.onHealthPort?.(port);
    }
    const { source, credentials } = await openSource(options, { timing, status, log });
    const client = new ConsoleClient(options.consoleUrl, timing);
    const enrolment = new Enrolment({
      client,
      store: options.credentials ?? credentials,
      readInstallToken: async () =>
        typeof options.installToken === "function" ? options.installToken() : options.installToken,
      clusterUid: (inner) => source.clusterUid(inner),
      source: source.type,
      log,
    });
    const retry: RetryContext = { timing, log, status, renew: (inner) => enrolment.renew(inner) };
    try {
      // Registering is what renewing would do: here a refusal only waits.
      const patience = new ConsoleRetry({ ...retry, renew: () => Promise.resolve(false) });
      const credential = await patience.forever("registration", scope, () => enrolment.begin(scope));
      const mask = createMask(Buffer.from(credential.redactionKey, "base64"));
      const { outboxLimits } = options;
      const context = { client, retry, status, log, mask, hashes, outboxLimits };
      return await runEpochs({ context, source, once: options.once === true, abort }, scope);
    } catch (error) {
      if (signal.aborted) return "aborted";
      if (!(scope.reason instanceof Stopped)) throw error;
      log.warn("the console has removed this cluster; nothing is read or sent any more");
      status.stopped = true;
      if (options.idleWhenStopped === true) await untilAborted(signal);
      return "stopped";
    } finally {
      client.close();
      source.close();
    }
  });
}
