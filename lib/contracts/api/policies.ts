import { z } from "zod";
import { occurrenceSummarySchema, fixStateSchema } from "./violations";
import { idSchema, jsonObjectSchema, labelsSchema, severitySchema, timeSchema } from "./common";

const globSchema = z.string().trim().min(1).max(253);

/** Where a policy applies. Empty means everywhere the template's kinds reach. Namespaces and names may use `*`. */
export const policyTargetsSchema = z.strictObject({
  clusters: z
    .strictObject({ ids: z.array(idSchema).max(500).default([]), labels: labelsSchema.default({}) })
    .prefault({}),
  namespaces: z
    .strictObject({
      include: z.array(globSchema).max(200).default([]),
      exclude: z.array(globSchema).max(200).default([]),
    })
    .prefault({}),
  kinds: z
    .array(z.strictObject({ group: z.string().max(253), kind: z.string().min(1).max(253) }))
    .max(100)
    .default([]),
  labels: labelsSchema.default({}),
  exclusions: z
    .array(
      z.strictObject({
        kind: z.string().max(253).optional(),
        namespace: globSchema.optional(),
        name: globSchema.optional(),
        reason: z.string().trim().min(3, "Say why in a few words").max(500),
      }),
    )
    .max(100)
    .default([]),
});
export type PolicyTargets = z.infer<typeof policyTargetsSchema>;

export const policyModeSchema = z.enum(["audit", "warn", "enforce"]);

export const policyInputSchema = z.strictObject({
  name: z.string().trim().min(2, "Give the policy a name").max(120),
  templateId: idSchema,
  /** Left out = the newest published version. */
  templateVersion: z.number().int().positive().optional(),
  parameters: jsonObjectSchema.default({}),
  targets: policyTargetsSchema.prefault({}),
  /** Left out = the template's severity. */
  severity: severitySchema.optional(),
  mode: policyModeSchema.extract(["audit"]).default("audit"),
  enabled: z.boolean().default(true),
});
export type PolicyInput = z.infer<typeof policyInputSchema>;
export type PolicyDraft = z.input<typeof policyInputSchema>;

const policyPauseSchema = z.object({
  since: timeSchema,
  /** Of the strike that paused it: `timeout` or `memory_limit`. */
  code: z.string(),
  message: z.string(),
  /** The evaluations that had to be stopped, newest first. */
  strikes: z.array(
    z.object({
      at: timeSchema,
      entityId: idSchema,
      entity: z.string(),
      cluster: z.string(),
      code: z.string(),
      message: z.string(),
    }),
  ),
});

export const policySchema = z.object({
  id: idSchema,
  name: z.string(),
  enabled: z.boolean(),
  mode: policyModeSchema,
  severity: severitySchema,
  version: z.number().int(),
  template: z.object({
    id: idSchema,
    title: z.string(),
    version: z.number().int(),
    latestVersion: z.number().int(),
    builtIn: z.boolean(),
    category: z.string(),
  }),
  parameters: jsonObjectSchema,
  targets: policyTargetsSchema,
  /** Entities judged, entities violating, evaluation errors, entities waiting to be judged. */
  checked: z.number().int(),
  violating: z.number().int(),
  errors: z.number().int(),
  pending: z.boolean(),
  /** Not judged since then, because three evaluations had to be stopped, until it is changed or resumed; null where it is judged. */
  paused: policyPauseSchema.nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
export type Policy = z.infer<typeof policySchema>;

export const policyDetailSchema = policySchema.extend({
  versions: z.array(
    z.object({ version: z.number().int(), at: timeSchema, by: z.string(), change: z.string() }),
  ),
  clusters: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      checked: z.number().int(),
      violating: z.number().int(),
      errors: z.number().int(),
    }),
  ),
  recentErrors: z.array(
    z.object({
      entityId: idSchema,
      entity: z.string(),
      cluster: z.string(),
      code: z.string(),
      message: z.string(),
      at: timeSchema,
    }),
  ),
});
export type PolicyDetail = z.infer<typeof policyDetailSchema>;

export const previewInputSchema = z.strictObject({
  templateId: idSchema,
  templateVersion: z.number().int().positive().optional(),
  parameters: jsonObjectSchema.default({}),
  targets: policyTargetsSchema.prefault({}),
  /** The policy being edited: its open violations are what "would resolve" and "unchanged" compare with. */
  policyId: idSchema.optional(),
});
export type PreviewInput = z.input<typeof previewInputSchema>;

export const previewFindingSchema = z.object({
  entityId: idSchema,
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  clusterName: z.string(),
  change: z.enum(["opens", "unchanged"]),
  message: z.string(),
  occurrence: occurrenceSummarySchema,
  occurrenceCount: z.number().int(),
  fix: fixStateSchema.nullable(),
});

/**
 * The preview is streamed as NDJSON: a frame whenever more is known, each replacing the one before; the last has
 * `complete: true`. Counts are entities. `findings` holds the first 50, worst cluster first.
 */
export const previewFrameSchema = z.object({
  complete: z.boolean(),
  judged: z.number().int(),
  toJudge: z.number().int(),
  entities: z.number().int(),
  clustersInScope: z.number().int(),
  wouldOpen: z.number().int(),
  unchanged: z.number().int(),
  wouldResolve: z.number().int(),
  pass: z.number().int(),
  notJudged: z.number().int(),
  /** Why entities are not judged: "NetworkPolicy is not readable in prod-eu". */
  notJudgedReasons: z.array(z.string()),
  errors: z.array(z.object({ code: z.string(), message: z.string(), count: z.number().int() })),
  byCluster: z.array(
    z.object({ id: idSchema, name: z.string(), violating: z.number().int(), inScope: z.number().int() }),
  ),
  findings: z.array(previewFindingSchema),
  durationMs: z.number(),
});
export type PreviewFrame = z.infer<typeof previewFrameSchema>;
