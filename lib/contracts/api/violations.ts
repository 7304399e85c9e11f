import { z } from "zod";
import { entityRefSchema } from "./entities";
import {
  idSchema,
  jsonObjectSchema,
  jsonSchema,
  listParam,
  pageQuerySchema,
  presentValueSchema,
  severitySchema,
  timeSchema,
} from "./common";

export const violationStateSchema = z.enum(["open", "resolved", "excepted"]);
export const resolutionSchema = z.enum([
  "fixed",
  "deleted",
  "policy_changed",
  "policy_disabled",
  "policy_deleted",
  "out_of_scope",
  "cluster_removed",
]);
export type Resolution = z.infer<typeof resolutionSchema>;

/** The filters of the violations list; each facet is an OR of its values, facets are ANDed. Ids for cluster and policy. */
export const violationFilterSchema = z.object({
  state: violationStateSchema.default("open"),
  severity: listParam,
  cluster: listParam,
  namespace: listParam,
  kind: listParam,
  policy: listParam,
  standard: listParam,
  fix: listParam,
  entity: listParam,
  q: z.string().max(200).optional(),
});
export type ViolationFilter = z.infer<typeof violationFilterSchema>;

export const violationSortSchema = z.enum(["severity", "newest", "oldest"]);
export const violationListQuerySchema = violationFilterSchema.extend({
  ...pageQuerySchema.shape,
  sort: violationSortSchema.default("severity"),
  /** Only violations opened after this moment: counts what waits behind "n new, show". */
  openedAfter: timeSchema.optional(),
});

export const occurrenceSummarySchema = z.object({
  pointer: z.string().nullable(),
  /** `spec.containers[0].image`; null when the template gave no usable key. */
  path: z.string().nullable(),
  /** `spec.containers[name=app].image` */
  stablePath: z.string().nullable(),
  found: presentValueSchema,
  recommended: presentValueSchema,
});

export const fixStateSchema = z.enum(["proven", "unproven", "guidance"]);

export const violationListItemSchema = z.object({
  id: idSchema,
  /** Number within the organization, shown as V-4821. */
  number: z.number().int(),
  state: violationStateSchema,
  resolution: resolutionSchema.nullable(),
  severity: severitySchema,
  message: z.string(),
  policy: z.object({ id: idSchema, name: z.string() }),
  cluster: z.object({ id: idSchema, name: z.string() }),
  entity: entityRefSchema,
  occurrence: occurrenceSummarySchema,
  occurrenceCount: z.number().int(),
  fix: fixStateSchema,
  openedAt: timeSchema,
  resolvedAt: timeSchema.nullable(),
  reopenedCount: z.number().int(),
});
export type ViolationListItem = z.infer<typeof violationListItemSchema>;

export const violationListSchema = z.object({
  items: z.array(violationListItemSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
  /** When the list was read: pass it as `openedAfter` to count what is new since. */
  asOf: timeSchema,
});
export type ViolationList = z.infer<typeof violationListSchema>;

const facetValue = z.object({ value: z.string(), label: z.string(), count: z.number().int() });
export const violationFacetsSchema = z.object({
  states: z.object({ open: z.number().int(), resolved: z.number().int(), excepted: z.number().int() }),
  severity: z.array(facetValue),
  cluster: z.array(facetValue),
  namespace: z.array(facetValue),
  kind: z.array(facetValue),
  policy: z.array(facetValue),
  fix: z.array(facetValue),
  /** For the subtitle: entities with an open violation, entities in all, kinds that cannot be read by cluster. */
  violatingEntities: z.number().int(),
  entities: z.number().int(),
  unreadable: z.array(z.object({ clusterId: idSchema, clusterName: z.string(), kinds: z.number().int() })),
});
export type ViolationFacets = z.infer<typeof violationFacetsSchema>;

export const patchOperationSchema = z.object({
  op: z.enum(["add", "replace", "remove", "test"]),
  path: z.string(),
  value: jsonSchema.optional(),
});

export const fixSchema = z.object({
  patch: z.array(patchOperationSchema),
  proven: z.boolean(),
  /** Why it is not proven, as a sentence; null when it is. */
  reason: z.string().nullable(),
  proof: z.object({
    policiesJudged: z.number().int(),
    gone: z.number().int(),
    opened: z.number().int(),
    durationMs: z.number(),
    at: timeSchema,
  }),
  kubectl: z.string(),
  /** Whole YAML before and after; the screen cuts the diff. */
  yamlBefore: z.string(),
  yamlAfter: z.string(),
});
export type Fix = z.infer<typeof fixSchema>;

export const occurrenceSchema = occurrenceSummarySchema.extend({
  id: idSchema,
  message: z.string(),
  violatingKey: z.string().nullable(),
  details: jsonObjectSchema,
  fix: fixStateSchema,
});
export type Occurrence = z.infer<typeof occurrenceSchema>;

export const violationEventSchema = z.object({
  id: idSchema,
  at: timeSchema,
  type: z.enum(["opened", "resolved", "reopened", "changed"]),
  resolution: resolutionSchema.nullable(),
  /** One sentence: "Version 3 of the entity, applied by kubectl, broke the policy". */
  text: z.string(),
  entityVersion: z.number().int().nullable(),
});

export const standardRefSchema = z.object({ standard: z.string(), control: z.string() });

export const violationDetailSchema = violationListItemSchema.extend({
  occurrences: z.array(occurrenceSchema),
  /** One patch for all occurrences that have a recommended value; null when none has. */
  fixPatch: fixSchema.nullable(),
  object: jsonObjectSchema,
  entityVersion: z.number().int(),
  entityChangedAt: timeSchema,
  template: z.object({ id: idSchema, title: z.string(), version: z.number().int() }),
  guidance: z.object({ why: z.string(), how: z.string() }),
  standards: z.array(standardRefSchema),
  parameters: jsonObjectSchema,
  mode: z.enum(["audit", "warn", "enforce"]),
  events: z.array(violationEventSchema),
  /** The same policy broken elsewhere. */
  elsewhere: z.object({ violations: z.number().int(), namespaces: z.number().int() }),
  /** The cluster's last word is old: what is shown may have changed since. */
  staleSince: timeSchema.nullable(),
});
export type ViolationDetail = z.infer<typeof violationDetailSchema>;
