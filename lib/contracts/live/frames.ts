import { z } from "zod";

/**
 * Frames of `GET /organizations/{id}/live` (server-sent events, event name `change`). They carry no data of tenants, only
 * what to read again; a tab that misses some gets `resync` when it reconnects with Last-Event-ID.
 */
export const liveTopicSchema = z.enum([
  "clusters",
  "entities",
  "violations",
  "policies",
  "templates",
  "members",
  "resync",
]);
export type LiveTopic = z.infer<typeof liveTopicSchema>;

export const liveFrameSchema = z.object({
  topics: z.array(liveTopicSchema),
  /** Ids of clusters that changed, at most 20; empty = any. */
  clusters: z.array(z.string()).default([]),
});
export type LiveFrame = z.infer<typeof liveFrameSchema>;
