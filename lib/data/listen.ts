import pg from "pg";
import { z } from "zod";
import { liveTopicSchema, type LiveFrame } from "@/lib/contracts/live/frames";
import { parseJsonOrNull } from "@/lib/domain/json";
import { LIVE_CHANNEL } from "./notify";

const notificationSchema = z.object({
  organizationId: z.uuid(),
  topics: z.array(liveTopicSchema),
  clusters: z.array(z.string()),
});

const reconnectMs = 1_000;

/**
 * Hears every commit's notification, on one connection for the process, for ever. After a lost connection the listener is
 * told `null`: something may have been missed, so everyone must read again.
 *
 * @returns a function that stops listening.
 */
export function listenLive(
  url: string,
  hear: (change: { organizationId: string; frame: LiveFrame } | null) => void,
): () => Promise<void> {
  let client: pg.Client | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const reconnect = () => {
    if (stopped || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void connect(true);
    }, reconnectMs);
  };

  const connect = async (again: boolean) => {
    const next = new pg.Client({ connectionString: url, keepAlive: true });
    client = next;
    next.on("error", () => undefined);
    next.on("end", reconnect);
    next.on("notification", ({ payload }) => {
      const parsed = notificationSchema.safeParse(parseJsonOrNull(payload ?? ""));
      hear(
        parsed.success
          ? {
              organizationId: parsed.data.organizationId,
              frame: { topics: parsed.data.topics, clusters: parsed.data.clusters },
            }
          : null,
      );
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${LIVE_CHANNEL}`);
      if (again) hear(null);
    } catch {
      reconnect();
    }
  };

  void connect(false);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
