import { z } from "zod";
import type { Json } from "./canonical-json";

/**
 * The protocol between an agent and the console, version 1.
 *
 * 1. `POST /api/agent/v1/register`: install token → the agent's own credential (once; again only for the same cluster uid
 *    while the token lives).
 * 2. `POST /api/agent/v1/hello`: opens an epoch and answers what the console holds per kind (count and digest).
 * 3. `POST /api/agent/v1/known`: the uid → hash list of one kind, asked for only where the digests differ.
 * 4. `POST /api/agent/v1/batches`: gzip NDJSON, one header line and then frames. 200 means *committed*.
 * 5. `POST /api/agent/v1/heartbeat`: its own lane, so a long upload never makes a cluster look lost.
 *
 * All but `register` carry `Authorization: Bearer <credential>`. Unknown fields are ignored, so that a newer agent can
 * speak to an older console.
 */
export const PROTOCOL_VERSION = 1;

/** Limits both sides honour; the console refuses what exceeds them with 413. Bytes are counted after inflation where named so. */
export const WIRE_LIMITS = {
  batchBytesMax: 4 * 1024 * 1024,
  batchInflatedBytesMax: 32 * 1024 * 1024,
  batchFramesMax: 5_000,
  objectBytesMax: 3 * 1024 * 1024,
} as const;

const name = z.string().max(512);
/** A count as the console stores it: a 32-bit integer. */
const count = z.number().int().nonnegative().max(2_147_483_647);

/** One listable resource of a cluster: `{group:"apps",version:"v1",kind:"Deployment",resource:"deployments",namespaced:true}`. */
export const resourceSchema = z.object({
  group: z.string().max(253),
  version: z.string().min(1).max(63),
  kind: z.string().min(1).max(253),
  resource: z.string().min(1).max(253),
  namespaced: z.boolean(),
});
export type WireResource = z.infer<typeof resourceSchema>;

/** `group/kind`, the key under which both sides keep what they know of a kind. The version is not part of it: an object has one uid in all versions. */
export function kindKey(resource: { group: string; kind: string }): string {
  return `${resource.group}/${resource.kind}`;
}

export const registerRequestSchema = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  installToken: z.string().min(20).max(200),
  /** uid of the kube-system namespace, or a stable id of the folder: tells a reinstall from a second cluster. */
  clusterUid: z.string().min(1).max(200),
  agentVersion: z.string().max(60),
  source: z.enum(["api-server", "folder"]),
});
export type RegisterRequest = z.infer<typeof registerRequestSchema>;

export const registerResponseSchema = z.object({
  clusterId: z.uuid(),
  clusterName: z.string(),
  credential: z.string(),
});
export type RegisterResponse = z.infer<typeof registerResponseSchema>;

export const helloRequestSchema = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  agentVersion: z.string().max(60),
  clusterVersion: z.string().max(120),
  source: z.enum(["api-server", "folder"]),
  resources: z.array(resourceSchema).max(5_000),
});
export type HelloRequest = z.infer<typeof helloRequestSchema>;

export const helloResponseSchema = z.object({
  /** Rises with each hello. Batches of an older epoch are refused with 409 `stale_epoch`. */
  epoch: z.number().int().positive(),
  heartbeatSeconds: z.number().int().positive(),
  /** What the console holds, by `kindKey`. A kind that is missing here is unknown to the console. */
  known: z.record(z.string(), z.object({ count: z.number().int(), digest: z.string() })),
});
export type HelloResponse = z.infer<typeof helloResponseSchema>;

export const knownRequestSchema = z.object({ group: z.string().max(253), kind: z.string().min(1).max(253) });
export const knownResponseSchema = z.object({ hashes: z.record(z.string(), z.string()) });
export type KnownResponse = z.infer<typeof knownResponseSchema>;

/** The lines whose SHA-256 (hex) is a kind's digest: `uid hash\n`, sorted by uid. Both sides build it with this one function. */
export function digestInput(hashes: ReadonlyMap<string, string>): string {
  return [...hashes]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([uid, hash]) => `${uid} ${hash}\n`)
    .join("");
}

/** First line of a batch. `sequence` starts at 1 in each epoch and rises by one; a repeated one was already committed and is acknowledged again. */
export const batchHeaderSchema = z.object({
  type: z.literal("batch"),
  protocol: z.literal(PROTOCOL_VERSION),
  epoch: count.positive(),
  sequence: count.positive(),
});
export type BatchHeader = z.infer<typeof batchHeaderSchema>;

const jsonObject = z.record(z.string(), z.unknown()).transform((value, context): { [key: string]: Json } => {
  if (isJsonObject(value)) return value;
  context.addIssue({ code: "custom", message: "must be a JSON object" });
  return z.NEVER;
});

/** Lines come out of `JSON.parse`, so a record is JSON all the way down; this only tells the compiler. */
function isJsonObject(value: Record<string, unknown>): value is { [key: string]: Json } {
  return typeof value === "object";
}

/**
 * An object that is new or has changed. `object` is already redacted and without noise (managedFields, resourceVersion,
 * last-applied, most of status); `hash` is the SHA-256 (hex) of its canonical JSON and is checked by the console.
 */
export const upsertFrameSchema = z.object({
  type: z.literal("upsert"),
  resource: resourceSchema,
  uid: z.string().min(1).max(128),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  object: jsonObject,
  /** Who changed it last and when, from managedFields: `kubectl-client-side-apply`, ISO time. */
  manager: name.optional(),
  changedAt: z.string().max(40).optional(),
  /** JSON Pointers of values that were withheld, at most 200. */
  redacted: z.array(z.string().max(1_000)).max(200).optional(),
});
export type UpsertFrame = z.infer<typeof upsertFrameSchema>;

export const deleteFrameSchema = z.object({
  type: z.literal("delete"),
  group: z.string().max(253),
  kind: z.string().min(1).max(253),
  uid: z.string().min(1).max(128),
});

/**
 * Proof that a kind was listed to its end in this epoch: the uids of all its objects, sent after the objects themselves.
 * Only this frame lets the console delete what is not in it.
 */
export const listedFrameSchema = z.object({
  type: z.literal("listed"),
  resource: resourceSchema,
  uids: z.array(z.string().min(1).max(128)).max(500_000),
  redactedFields: count,
});

/** How reading one kind goes. `forbidden` and `error` make the kind unknown: nothing is deleted and nothing resolved. */
export const kindFrameSchema = z.object({
  type: z.literal("kind"),
  resource: resourceSchema,
  state: z.enum(["listing", "forbidden", "error", "gone"]),
  message: z.string().max(1_000).optional(),
  /** How many objects the first page said there are in all, for progress. */
  total: count.optional(),
});
export type KindFrame = z.infer<typeof kindFrameSchema>;

export const frameSchema = z.discriminatedUnion("type", [
  upsertFrameSchema,
  deleteFrameSchema,
  listedFrameSchema,
  kindFrameSchema,
]);
export type Frame = z.infer<typeof frameSchema>;

export const batchResponseSchema = z.object({
  sequence: z.number().int(),
  duplicate: z.boolean(),
  upserted: z.number().int(),
  unchanged: z.number().int(),
  deleted: z.number().int(),
});
export type BatchResponse = z.infer<typeof batchResponseSchema>;

export const heartbeatRequestSchema = z.object({
  epoch: count,
  outboxCount: count,
  rssBytes: z.number().int().nonnegative(),
  objectCount: count,
  watchedKinds: count,
});
export type HeartbeatRequest = z.infer<typeof heartbeatRequestSchema>;

export const heartbeatResponseSchema = z.object({
  /** `resync`: say hello again (the console lost this epoch). `stop`: this cluster was removed; the agent ends its work and idles. */
  command: z.enum(["none", "resync", "stop"]),
});
export type HeartbeatResponse = z.infer<typeof heartbeatResponseSchema>;

/** Error body of every agent route (RFC 9457), `code` is for machines. */
export const wireProblemSchema = z.object({
  status: z.number().int(),
  code: z.string(),
  title: z.string(),
  detail: z.string().optional(),
});
