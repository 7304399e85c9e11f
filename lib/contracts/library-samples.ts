import { z } from "zod";
import { policyTargetsSchema } from "./api/policies";
import { librarySeveritySchema } from "./library";

const sampleClusterSchema = z.strictObject({
  name: z.string().min(1).max(63),
  folder: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .describe("Folder of manifests beside samples.yaml"),
  labels: z.record(z.string(), z.string()),
});

const samplePolicySchema = z.strictObject({
  name: z.string().min(2).max(120),
  template: z.string().describe("Id of a built-in template"),
  parameters: z.record(z.string(), z.json()).default({}),
  targets: policyTargetsSchema.prefault({}),
  severity: librarySeveritySchema.optional().describe("Left out: the template's"),
});

/** `library/samples/samples.yaml`: the clusters of the sample fleet and the policies that come with them. */
export const sampleFleetSchema = z.strictObject({
  clusters: z.array(sampleClusterSchema).min(1),
  policies: z.array(samplePolicySchema),
});

export type SampleFleet = z.infer<typeof sampleFleetSchema>;
