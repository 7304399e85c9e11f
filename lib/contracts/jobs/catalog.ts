import { z } from "zod";

/**
 * Every job: payloads are ids, handlers are idempotent, the organization is set by the database from the enqueuing
 * transaction (`edict_enqueue`), never by the caller.
 */
const inOrganization = z.object({ organizationId: z.uuid() });

export const jobs = {
  /** Judge these entities by all policies that apply. At most 500 ids a job. */
  "evaluate-entities": inOrganization.extend({ clusterId: z.uuid(), entityIds: z.array(z.uuid()).max(500) }),
  /** Judge one policy over everything it targets, in one cluster or in all. */
  "evaluate-policy": inOrganization.extend({ policyId: z.uuid(), clusterId: z.uuid().optional() }),
  /** Judge the entities again whose evaluation by the policy was stopped, as far as they are due. */
  "retry-evaluations": inOrganization.extend({ policyId: z.uuid() }),
  /** Start the folder agents of the organization's sample clusters. */
  "start-sample-agents": inOrganization,
} as const;

export type JobName = keyof typeof jobs;
/** What the enqueuer gives: everything but the organization. */
export type JobPayload<N extends JobName> = Omit<z.infer<(typeof jobs)[N]>, "organizationId">;
