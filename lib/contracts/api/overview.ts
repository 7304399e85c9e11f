import { z } from "zod";
import { clusterSchema, severityCountsSchema } from "./clusters";
import { idSchema, severitySchema, timeSchema } from "./common";

export const overviewSchema = z.object({
  open: severityCountsSchema,
  /** Per severity: open now minus open seven days ago. */
  change7d: severityCountsSchema,
  /** Last 14 days, oldest first; `open` by severity at the end of each day, with what opened and resolved in it. */
  days: z.array(
    z.object({
      day: z.string(),
      open: severityCountsSchema,
      opened: z.number().int(),
      resolved: z.number().int(),
    }),
  ),
  clusters: z.array(clusterSchema),
  topPolicies: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      severity: severitySchema,
      violating: z.number().int(),
      checked: z.number().int(),
    }),
  ),
  topNamespaces: z.array(
    z.object({ clusterId: idSchema, clusterName: z.string(), namespace: z.string(), open: z.number().int() }),
  ),
  recent: z.array(
    z.object({
      violationId: idSchema,
      at: timeSchema,
      type: z.enum(["opened", "resolved", "reopened"]),
      severity: severitySchema,
      message: z.string(),
      entity: z.string(),
      clusterName: z.string(),
    }),
  ),
  checklist: z.array(
    z.object({ id: z.enum(["cluster", "objects", "policy", "violations"]), done: z.boolean() }),
  ),
  entities: z.number().int(),
  violatingEntities: z.number().int(),
  /** Policies that are switched on and paused: what they would find is not known. */
  pausedPolicies: z.number().int(),
});
export type Overview = z.infer<typeof overviewSchema>;
