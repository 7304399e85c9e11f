import { z } from "zod";
import { idSchema, jsonObjectSchema, severitySchema } from "./common";
import { policyTargetsSchema } from "./policies";

export const packKindSchema = z.enum(["standard", "application", "set"]);

export const packSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: packKindSchema,
  /** What templates name for the pack's standard (editions share one), or null. */
  mapping: z.string().nullable(),
  /** Templates of the pack that can be used here. */
  templates: z.number().int(),
  /** Those of them that an enabled policy is made of. */
  switchedOn: z.number().int(),
  /** Controls of its standard: with at least one template, and all there are. */
  controls: z.object({ covered: z.number().int(), total: z.number().int() }).nullable(),
});
export type PackSummary = z.infer<typeof packSummarySchema>;

export const packListSchema = z.object({
  items: z.array(packSummarySchema),
  /** Files of packs and standards that break a rule of their format; never silent. */
  broken: z.array(z.object({ file: z.string(), reason: z.string() })),
});
export type PackList = z.infer<typeof packListSchema>;

export const packTemplateSchema = z.object({
  /** The built-in template's id, as `pss-privileged`. */
  key: z.string(),
  templateId: idSchema,
  title: z.string(),
  summary: z.string(),
  severity: severitySchema,
  category: z.string(),
  /** Controls of the pack's standard that it decides. */
  controls: z.array(z.string()),
  /** What the pack sets, over the template's defaults. */
  parameters: jsonObjectSchema,
  /** Parameters without a value: a policy of this template is made one by one. */
  needs: z.array(z.string()),
  policies: z.array(z.object({ id: idSchema, name: z.string(), enabled: z.boolean() })),
});
export type PackTemplate = z.infer<typeof packTemplateSchema>;

export const packControlSchema = z.object({
  id: z.string(),
  title: z.string(),
  group: z.string().nullable(),
  /** Keys of the pack's templates that decide it. */
  templates: z.array(z.string()),
  status: z.enum(["covered", "partly", "not_assessed"]),
  /** What remains for people, or why nothing decides it. */
  reason: z.string().nullable(),
});
export type PackControl = z.infer<typeof packControlSchema>;

export const packDetailSchema = packSummarySchema.extend({
  standard: z
    .object({
      id: z.string(),
      title: z.string(),
      publisher: z.string(),
      url: z.string(),
      about: z.string(),
      mappedBy: z.enum(["peers", "edict"]),
    })
    .nullable(),
  items: z.array(packTemplateSchema),
  standardControls: z.array(packControlSchema),
  except: z.array(z.object({ key: z.string(), title: z.string(), reason: z.string() })),
  /** Templates of the pack that are broken in this installation. */
  unavailable: z.array(z.string()),
});
export type PackDetail = z.infer<typeof packDetailSchema>;

const chosenTemplatesSchema = z
  .array(z.string().max(80))
  .min(1, "Choose at least one policy")
  .max(500)
  .refine((keys) => new Set(keys).size === keys.length, "Each template may be named once");

/** Each template keeps its own kinds. */
const packTargetsSchema = policyTargetsSchema.omit({ kinds: true });

/** Makes a policy of each chosen template that has none in force. */
export const switchOnPackSchema = z.strictObject({
  templates: chosenTemplatesSchema,
  targets: packTargetsSchema.prefault({}),
});
export type SwitchOnPackInput = z.input<typeof switchOnPackSchema>;

export const switchedOnPackSchema = z.object({
  created: z.array(z.object({ key: z.string(), policyId: idSchema, name: z.string() })),
  /** Templates that an enabled policy is made of already, whatever it targets. */
  alreadyOn: z.array(z.string()),
});
export type SwitchedOnPack = z.infer<typeof switchedOnPackSchema>;

export const previewPackSchema = z.strictObject({
  templates: chosenTemplatesSchema,
  targets: packTargetsSchema.prefault({}),
});
export type PreviewPackInput = z.input<typeof previewPackSchema>;

/** Streamed as NDJSON, each frame replacing the one before; the last has `complete: true`. Counts are entities. */
export const packPreviewFrameSchema = z.object({
  complete: z.boolean(),
  /** Live entities of the kinds that the chosen templates judge: looked at, and all. */
  seen: z.number().int(),
  total: z.number().int(),
  /** Entities that at least one of the chosen policies would find something in. */
  violatingEntities: z.number().int(),
  byTemplate: z.array(
    z.object({
      key: z.string(),
      judged: z.number().int(),
      violating: z.number().int(),
      notJudged: z.number().int(),
      /** The first reason why entities are not judged, or null. */
      reason: z.string().nullable(),
    }),
  ),
  durationMs: z.number(),
});
export type PackPreviewFrame = z.infer<typeof packPreviewFrameSchema>;
