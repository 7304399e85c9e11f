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
 * Merges frames, so that a busy fleet sends a tab each topic at most once in `intervalMs`. A topic that was quiet goes out at
 * once: a violation must not wait because the object that caused it was announced a moment before.
 */
export function mergeFrames(send: Subscriber, intervalMs: number): { push: Subscriber; stop: () => void } {
  const sentAtMs = new Map<LiveTopic, number>();
  let waiting: { topics: Set<LiveTopic>; clusters: Set<string> } | null = null;
  let timer: NodeJS.Timeout | undefined;

  const sendNow = (topics: readonly LiveTopic[], clusters: Iterable<string>) => {
    for (const topic of topics) {
      sentAtMs.set(topic, performance.now());
      waiting?.topics.delete(topic);
    }
    send({ topics: [...topics], clusters: [...clusters].slice(0, 20) });
  };
  const flush = () => {
    timer = undefined;
    if (waiting === null) return;
    const { topics, clusters } = waiting;
    waiting = null;
    if (topics.size > 0) sendNow([...topics], clusters);
  };
  return {
    push: ({ topics, clusters }) => {
      const now = performance.now();
      const quiet = topics.filter((topic) => now - (sentAtMs.get(topic) ?? -Infinity) >= intervalMs);
      const busy = topics.filter((topic) => !quiet.includes(topic));
      if (quiet.length > 0) sendNow(quiet, clusters);
      if (busy.length === 0) return;
      waiting ??= { topics: new Set(), clusters: new Set() };
      for (const topic of busy) waiting.topics.add(topic);
      for (const cluster of clusters) waiting.clusters.add(cluster);
      const earliest = Math.min(...busy.map((topic) => sentAtMs.get(topic) ?? now));
      timer ??= setTimeout(flush, Math.max(0, earliest + intervalMs - now));
    },
    stop: () => clearTimeout(timer),
  };
}
