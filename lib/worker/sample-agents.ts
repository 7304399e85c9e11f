import { join } from "node:path";
import { runAgent } from "@/agent/src/run-agent";
import { organizationsWithSampleClusters } from "@/lib/data/system";
import type { Services } from "@/lib/services/context";
import { orderSampleAgents } from "@/lib/services/samples/sample-agents";

/**
 * Runs the folder agents of sample clusters inside the worker. They speak the real protocol to the console over HTTP; only
 * where they run differs from a real agent.
 */
export class SampleAgents {
  private readonly running = new Map<string, Promise<void>>();
  private readonly ending = new AbortController();

  constructor(
    private readonly services: Services,
    private readonly consoleUrl: string,
  ) {}

  /** After a restart: every organization that has sample clusters. */
  async startAll(): Promise<void> {
    for (const organizationId of await organizationsWithSampleClusters(this.services.db))
      await this.start(organizationId);
  }

  /** Starts what is not running yet; calling it again changes nothing. */
  async start(organizationId: string): Promise<void> {
    const orders = await orderSampleAgents(
      this.services,
      organizationId,
      new Set(this.running.keys()),
      new Date(),
    );
    for (const order of orders) {
      const options = {
        consoleUrl: this.consoleUrl,
        source: {
          type: "folder" as const,
          folder: join(this.services.settings.libraryDir, "samples", order.folder),
        },
        installToken: order.installToken,
        clusterUid: `sample-${order.clusterId}`,
      };
      const agent = runAgent(options, this.ending.signal)
        .then(
          (outcome) => this.services.log.info({ clusterId: order.clusterId, outcome }, "sample agent ended"),
          (error: unknown) =>
            this.services.log.error({ clusterId: order.clusterId, err: error }, "sample agent failed"),
        )
        .finally(() => this.running.delete(order.clusterId));
      this.running.set(order.clusterId, agent);
    }
  }

  async stop(): Promise<void> {
    this.ending.abort(new Error("the worker ends"));
    await Promise.all(this.running.values());
  }
}
