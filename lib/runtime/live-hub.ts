import type { LiveFrame, LiveTopic } from "@/lib/contracts/live/frames";
import { listenLive } from "@/lib/data/listen";
import { consoleEnv } from "@/lib/env";

type Subscriber = (frame: LiveFrame) => void;

const everything: LiveFrame = { topics: ["resync"], clusters: [] };

/** Hands notifications of the database to the streams of their organization, and to no other. */
export class LiveHub {
  private readonly subscribers = new Map<string, Set<Subscriber>>();
  readonly stop: () => Promise<void>;

  constructor(databaseUrl: string) {
    this.stop = listenLive(databaseUrl, (change) => {
      if (change === null)
        for (const set of this.subscribers.values()) for (const tell of set) tell(everything);
      else for (const tell of this.subscribers.get(change.organizationId) ?? []) tell(change.frame);
    });
  }

  subscribe(organizationId: string, tell: Subscriber): () => void {
    const set = this.subscribers.get(organizationId) ?? new Set();
    this.subscribers.set(organizationId, set.add(tell));
    return () => {
      set.delete(tell);
      if (set.size === 0) this.subscribers.delete(organizationId);
    };
  }
}

const holder: typeof globalThis & { edictLiveHub?: LiveHub } = globalThis;

export function liveHub(): LiveHub {
  holder.edictLiveHub ??= new LiveHub(consoleEnv().DATABASE_URL);
  return holder.edictLiveHub;
}

/**
 * Merges frames, so that a busy fleet sends a tab at most one frame in `intervalMs`. The first goes out at once: a single
 * change must not wait.
 */
export function mergeFrames(send: Subscriber, intervalMs: number): { push: Subscriber; stop: () => void } {
  let waiting: { topics: Set<LiveTopic>; clusters: Set<string> } | null = null;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    if (waiting === null) return;
    const { topics, clusters } = waiting;
    waiting = null;
    timer = setTimeout(flush, intervalMs);
    send({ topics: [...topics], clusters: [...clusters].slice(0, 20) });
  };
  return {
    push: (frame) => {
      waiting ??= { topics: new Set(), clusters: new Set() };
      for (const topic of frame.topics) waiting.topics.add(topic);
      for (const cluster of frame.clusters) waiting.clusters.add(cluster);
      if (timer === undefined) flush();
    },
    stop: () => clearTimeout(timer),
  };
}
