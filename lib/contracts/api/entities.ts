import { z } from "zod";
import {
  idSchema,
  jsonObjectSchema,
  labelsSchema,
  listParam,
  pageQuerySchema,
  severitySchema,
  timeSchema,
} from "./common";

export const entityRefSchema = z.object({
  id: idSchema,
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  deleted: z.boolean(),
});

export const entityListQuerySchema = pageQuerySchema.extend({
  cluster: listParam,
  kind: listParam,
  namespace: listParam,
  q: z.string().max(200).optional(),
});

export const entityListItemSchema = entityRefSchema.extend({
  cluster: z.object({ id: idSchema, name: z.string() }),
  openViolations: z.number().int(),
  worstSeverity: severitySchema.nullable(),
  lastChangedAt: timeSchema,
});
export type EntityListItem = z.infer<typeof entityListItemSchema>;

/** `kindCounts` ignores the kind filter, so that the facet can offer the others. */
export const entityListSchema = z.object({
  items: z.array(entityListItemSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
  kindCounts: z.array(z.object({ group: z.string(), kind: z.string(), count: z.number().int() })),
});

/** How one policy stands to one entity. */
export const entityPolicySchema = z.object({
  policyId: idSchema,
  policyName: z.string(),
  severity: severitySchema,
  status: z.enum(["passed", "violating", "error", "pending", "not_applied"]),
  /** Why it is not applied, or what went wrong. */
  reason: z.string().nullable(),
  violationId: idSchema.nullable(),
});
export type EntityPolicy = z.infer<typeof entityPolicySchema>;

export const entityVersionSchema = z.object({
  id: idSchema,
  number: z.number().int(),
  hash: z.string(),
  from: timeSchema,
  to: timeSchema.nullable(),
  manager: z.string().nullable(),
});
export type EntityVersion = z.infer<typeof entityVersionSchema>;

export const entityDetailSchema = entityRefSchema.extend({
  uid: z.string(),
  cluster: z.object({ id: idSchema, name: z.string() }),
  labels: labelsSchema,
  object: jsonObjectSchema,
  owner: z.object({ id: idSchema.nullable(), kind: z.string(), name: z.string() }).nullable(),
  /** Entities whose controller owner this one is. */
  owned: z.array(entityRefSchema),
  firstSeenAt: timeSchema,
  lastChangedAt: timeSchema,
  deletedAt: timeSchema.nullable(),
  versions: z.array(entityVersionSchema),
  policies: z.array(entityPolicySchema),
  /** Places to mark in the YAML: open occurrences. */
  marks: z.array(
    z.object({ pointer: z.string(), message: z.string(), severity: severitySchema, violationId: idSchema }),
  ),
});
export type EntityDetail = z.infer<typeof entityDetailSchema>;

export const entityVersionDetailSchema = entityVersionSchema.extend({ object: jsonObjectSchema });
