import { liveFrameSchema, liveTopicSchema, type LiveTopic } from "@/lib/contracts/live/frames";
import type { Keys } from "./keys";

/**
 * State of a tab's live stream. Pure: what to read again is collected here and handed out in one piece at a flush,
 * so that a burst of changes costs one reading.
 */
export interface LiveState {
  readonly connection: "connecting" | "connected" | "reconnecting";
  /** When the stream broke, in milliseconds since 1970; null while it stands. */
  readonly brokenSinceMs: number | null;
  readonly pending: ReadonlySet<LiveTopic>;
}

export type LiveEvent =
  | { readonly type: "open" }
  | { readonly type: "broken"; readonly atMs: number }
  | { readonly type: "frame"; readonly data: unknown }
  | { readonly type: "flushed" };

const nothing: ReadonlySet<LiveTopic> = new Set();

export const initialLiveState: LiveState = {
  connection: "connecting",
  brokenSinceMs: null,
  pending: nothing,
};

/** Topics of a frame. One that is not understood may mean anything, so everything is read again. */
function topicsOf(data: unknown): readonly LiveTopic[] {
  const frame = liveFrameSchema.safeParse(data);
  return frame.success ? frame.data.topics : ["resync"];
}

export function reduceLive(state: LiveState, event: LiveEvent): LiveState {
  switch (event.type) {
    case "open": {
      // After a break nobody knows what was missed.
      const pending =
        state.connection === "reconnecting" ? new Set([...state.pending, resync]) : state.pending;
      return { connection: "connected", brokenSinceMs: null, pending };
    }
    case "broken":
      return {
        ...state,
        connection: "reconnecting",
        brokenSinceMs: state.brokenSinceMs ?? event.atMs,
      };
    case "frame": {
      const topics = topicsOf(event.data);
      if (topics.every((topic) => state.pending.has(topic))) return state;
      return { ...state, pending: new Set([...state.pending, ...topics]) };
    }
    case "flushed":
      return state.pending.size === 0 ? state : { ...state, pending: nothing };
  }
}

const resync = liveTopicSchema.enum.resync;

type Key = readonly unknown[];

/**
 * The query keys to read again for the topics. The rows of an open violations list are never among them: new ones wait
 * behind "n new, show" (`keys.violations.fresh`). A resync reads everything but those rows.
 */
export function keysToInvalidate(keys: Keys, topics: ReadonlySet<LiveTopic>): readonly Key[] {
  const byTopic: Record<LiveTopic, readonly Key[]> = {
    clusters: [keys.clusters.all, keys.counts, keys.overview],
    entities: [keys.entities.all, keys.counts, keys.clusters.all],
    violations: [
      keys.violations.all,
      keys.counts,
      keys.overview,
      keys.policies.all,
      keys.clusters.all,
      keys.entities.all,
    ],
    policies: [keys.policies.all, keys.packs.all, keys.counts, keys.overview, keys.entities.all],
    templates: [keys.templates.all, keys.packs.all, keys.counts],
    members: [keys.members, keys.organization],
    resync: [],
  };
  const wanted = topics.has(resync) ? liveTopicSchema.options : [...topics];
  const found = new Map<string, Key>();
  for (const topic of wanted) for (const key of byTopic[topic]) found.set(JSON.stringify(key), key);
  return [...found.values()];
}
