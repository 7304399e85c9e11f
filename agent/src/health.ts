import { createServer } from "node:http";
import type { AgentStatus } from "./status";
import { AGENT_VERSION } from "./version";

type Metric = [name: string, help: string, value: number];

/** Prometheus text of everything in {@link AgentStatus}. */
export function renderMetrics(status: AgentStatus): string {
  const gauges: Metric[] = [
    ["epoch", "Epoch the console opened, 0 for none.", status.epoch],
    ["authorized", "1 while the console accepts the credential.", status.authorized ? 1 : 0],
    ["objects", "Objects the agent keeps the hash of.", status.objectCount],
    ["watched_kinds", "Kinds under watch.", status.watchedKinds],
    ["outbox_frames", "Frames that wait to be sent.", status.outboxFrames],
    ["outbox_bytes", "Bytes that wait to be sent.", status.outboxBytes],
    ["resident_memory_bytes", "Resident set of the process.", process.memoryUsage.rss()],
  ];
  const counters: Metric[] = [
    ["frames_sent_total", "Frames the console has committed.", status.framesSent],
    ["batches_sent_total", "Batches the console has committed.", status.batchesSent],
    ["batch_failures_total", "Batches that had to be tried again.", status.batchFailures],
    ["lists_total", "Complete lists of a kind.", status.lists],
    ["watch_events_total", "Events read from watches.", status.watchEvents],
    ["watch_restarts_total", "Watches opened again.", status.watchRestarts],
    ["redacted_values_total", "Values withheld.", status.redactedValues],
    ["skipped_objects_total", "Objects too large, or refused by the console.", status.skippedObjects],
    ["outbox_overflows_total", "Times a kind had to be listed again for lack of room.", status.overflows],
  ];
  const info = `# HELP edict_agent_info Version of the agent.\n# TYPE edict_agent_info gauge\nedict_agent_info{version="${AGENT_VERSION}"} 1\n`;
  return [
    info,
    ...gauges.map((metric) => render("gauge", metric)),
    ...counters.map((metric) => render("counter", metric)),
  ].join("");
}

function render(type: string, [suffix, help, value]: Metric): string {
  const name = `edict_agent_${suffix}`;
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`;
}

/**
 * Serves `/healthz` (the process answers), `/readyz` (an epoch is open and the credential accepted) and `/metrics` until
 * the signal is aborted.
 * @returns the port, which differs from the one asked for when that was 0
 */
export function serveHealth(port: number, status: AgentStatus, signal: AbortSignal): Promise<number> {
  const server = createServer((request, response) => {
    const [code, body] = answer(request.method, request.url, status);
    response.writeHead(code, { "content-type": "text/plain; charset=utf-8" }).end(body);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
    signal.addEventListener(
      "abort",
      () => {
        server.close();
        server.closeAllConnections();
      },
      { once: true },
    );
  });
}

function answer(method: string | undefined, path: string | undefined, status: AgentStatus): [number, string] {
  if (method !== "GET" && method !== "HEAD") return [405, "only GET\n"];
  if (path === "/healthz") return [200, "ok\n"];
  if (path === "/metrics") return [200, renderMetrics(status)];
  if (path !== "/readyz") return [404, "try /healthz, /readyz or /metrics\n"];
  if (!status.authorized) return [503, "the console refuses the credential\n"];
  if (status.epoch === 0 && !status.stopped) return [503, "not connected to the console yet\n"];
  return [200, "ok\n"];
}
