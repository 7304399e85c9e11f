import { z } from "zod";
import { idSchema, labelsSchema, severitySchema, timeSchema } from "./common";

export const clusterNameSchema = z
  .string()
  .trim()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "Use lower-case letters, digits and dashes, for example prod-eu",
  );

export const createClusterSchema = z.strictObject({
  name: clusterNameSchema,
  labels: labelsSchema.default({}),
});
export const updateClusterSchema = z.strictObject({ name: clusterNameSchema, labels: labelsSchema });

/**
 * waiting: never connected. connected: heard within the last 90 s. stale: connected once, silent since.
 */
export const clusterStatusSchema = z.enum(["waiting", "connected", "stale"]);

export const severityCountsSchema = z.record(severitySchema, z.number().int());

/** What a person sees while a cluster connects; `done` in order. */
export const connectStepSchema = z.object({
  id: z.enum(["waiting", "connected", "permissions", "objects", "results"]),
  state: z.enum(["pending", "active", "done", "failed"]),
  /** "4,120 of 9,800 objects" */
  detail: z.string(),
});

export const clusterSchema = z.object({
  id: idSchema,
  name: z.string(),
  labels: labelsSchema,
  status: clusterStatusSchema,
  sample: z.boolean(),
  source: z.enum(["api-server", "folder"]).nullable(),
  kubernetesVersion: z.string().nullable(),
  agentVersion: z.string().nullable(),
  /** True when the agent's version differs from the console's. */
  agentSkewed: z.boolean(),
  createdAt: timeSchema,
  connectedAt: timeSchema.nullable(),
  lastHeardAt: timeSchema.nullable(),
  lastChangeAt: timeSchema.nullable(),
  entities: z.number().int(),
  namespaces: z.number().int(),
  /** Entities stored but not judged yet. */
  pendingEvaluations: z.number().int(),
  openViolations: severityCountsSchema,
  kinds: z.object({
    complete: z.number().int(),
    listing: z.number().int(),
    unreadable: z.number().int(),
  }),
});
export type Cluster = z.infer<typeof clusterSchema>;

export const kindSyncSchema = z.object({
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  resource: z.string(),
  namespaced: z.boolean(),
  state: z.enum(["pending", "listing", "complete", "forbidden", "error"]),
  message: z.string().nullable(),
  entities: z.number().int(),
  total: z.number().int().nullable(),
  lastFullListAt: timeSchema.nullable(),
  redactedFields: z.number().int(),
});
export type KindSync = z.infer<typeof kindSyncSchema>;

export const clusterDetailSchema = clusterSchema.extend({
  steps: z.array(connectStepSchema),
  kindSyncs: z.array(kindSyncSchema),
  agent: z.object({
    credentialCreatedAt: timeSchema.nullable(),
    rssBytes: z.number().int().nullable(),
    outboxCount: z.number().int().nullable(),
    epoch: z.number().int(),
  }),
  topNamespaces: z.array(
    z.object({ namespace: z.string(), entities: z.number().int(), openViolations: z.number().int() }),
  ),
});
export type ClusterDetail = z.infer<typeof clusterDetailSchema>;

/** Shown once: the console keeps only a hash of the token. */
export const installSchema = z.object({
  token: z.string(),
  manifestUrl: z.string(),
  applyCommand: z.string(),
  uninstallCommand: z.string(),
  /** For a folder of manifests instead of an API server. */
  folderCommand: z.string(),
  expiresAt: timeSchema,
});
export type Install = z.infer<typeof installSchema>;

export const rbacRuleSchema = z.object({
  apiGroups: z.array(z.string()),
  resources: z.array(z.string()),
  verbs: z.array(z.string()),
  scope: z.string(),
  why: z.string(),
});
/** What the agent may do and what leaves the cluster, for the page a cautious operator reads first. */
export const agentDisclosureSchema = z.object({
  rules: z.array(rbacRuleSchema),
  sampleBefore: z.string(),
  sampleAfter: z.string(),
  neverSent: z.array(z.string()),
  /** The line that takes everything out of the cluster again. */
  uninstallCommand: z.string().optional(),
});
export type AgentDisclosure = z.infer<typeof agentDisclosureSchema>;

export const createdClusterSchema = z.object({ cluster: clusterSchema, install: installSchema });
export type CreatedCluster = z.infer<typeof createdClusterSchema>;

export const sampleFleetSchema = z.object({
  /** Off in production deployments. */
  available: z.boolean(),
  present: z.boolean(),
  clusters: z.array(z.object({ id: idSchema, name: z.string(), status: clusterStatusSchema })),
});
export type SampleFleet = z.infer<typeof sampleFleetSchema>;
