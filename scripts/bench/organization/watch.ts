import { z } from "zod";
import { forOrganizationSql } from "@/lib/data/database";
import { LiveHub, mergeFrames } from "@/lib/runtime/live-hub";
import type { Tenant } from "@/scripts/testing/world";

/** What a tab's stream does: a busy topic is sent at most this often. */
export const mergeMs = 400;
const patienceMs = 300_000;

interface Awaited {
  readonly entity: string;
  readonly violating: boolean;
  readonly startedMs: number;
  readonly seen: (ms: number) => void;
  readonly missed: (error: Error) => void;
}

/**
 * A tab that shows the violations of one policy: it hears the live frames that a browser gets and reads again at each that
 * says that violations have changed.
 */
export class Watcher {
  private readonly hub: LiveHub;
  private readonly merged: ReturnType<typeof mergeFrames>;
  private readonly unsubscribe: () => void;
  private waiting: Awaited[] = [];
  private reading = false;
  private again = false;
  private heardMs = -Infinity;

  constructor(
    databaseUrl: string,
    private readonly tenant: Tenant,
    private readonly policyId: string,
  ) {
    this.hub = new LiveHub(databaseUrl);
    this.merged = mergeFrames(({ topics }) => {
      if (!topics.includes("violations") && !topics.includes("resync")) return;
      this.heardMs = performance.now();
      void this.read();
    }, mergeMs);
    this.unsubscribe = this.hub.subscribe(tenant.organizationId, this.merged.push);
  }

  /** Milliseconds from `startedMs` until the tab has read that this entity violates the policy, or does no more. */
  shows(entity: string, violating: boolean, startedMs: number): Promise<number> {
    return new Promise((seen, missed) => {
      this.waiting.push({ entity, violating, startedMs, seen, missed });
      setTimeout(() => missed(new Error(`${entity} was not shown within five minutes`)), patienceMs).unref();
    });
  }

  /** Until a change would be sent at once. */
  async quiet(): Promise<void> {
    for (;;) {
      const restMs = this.heardMs + mergeMs - performance.now();
      if (restMs <= 0) return;
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
  }

  async stop(): Promise<void> {
    this.unsubscribe();
    this.merged.stop();
    await this.hub.stop();
  }

  private async read(): Promise<void> {
    this.again = true;
    if (this.reading) return;
    this.reading = true;
    while (this.again) {
      this.again = false;
      const asked = this.waiting;
      const open = await this.openNames(asked.map(({ entity }) => entity));
      const atMs = performance.now();
      const shown = new Set(asked.filter(({ entity, violating }) => open.has(entity) === violating));
      this.waiting = this.waiting.filter((awaited) => !shown.has(awaited));
      for (const { seen, startedMs } of shown) seen(atMs - startedMs);
    }
    this.reading = false;
  }

  private async openNames(names: readonly string[]): Promise<Set<string>> {
    const { owner, organizationId } = this.tenant;
    const rows = await forOrganizationSql(owner.services.db, organizationId, (sql) =>
      sql.rows(
        z.object({ name: z.string() }),
        `SELECT e.name FROM entities e JOIN violations v ON v.organization_id = e.organization_id AND v.entity_id = e.id
          WHERE e.organization_id = edict_organization() AND e.kind = 'Deployment' AND e.name = ANY($1::text[])
            AND v.policy_id = $2::uuid AND v.state = 'open'`,
        [names, this.policyId],
      ),
    );
    return new Set(rows.map(({ name }) => name));
  }
}
