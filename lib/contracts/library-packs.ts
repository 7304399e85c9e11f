import { z } from "zod";
import { libraryStandardIdSchema } from "./library";

/**
 * `library/standards/<id>.yaml` and `library/packs/<id>.yaml` as content. A standard lists all its controls, those the
 * library covers and those it does not, so that nobody takes silence for coverage.
 */

const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, "must be lower-case words joined by hyphens")
  .max(60);

const mappedControlSchema = z.strictObject({
  standard: libraryStandardIdSchema.optional().describe("Left out: the standard's own mapping"),
  control: z.string().min(1).max(60),
});

export const standardControlSchema = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(60)
    .describe("Number or name as the standard writes it, and as templates name it"),
  title: z.string().min(5).max(200).describe("One line in our own words"),
  group: z.string().max(120).optional().describe("Chapter, section or tactic it stands under"),
  namedAs: z
    .array(mappedControlSchema)
    .min(1)
    .optional()
    .describe(
      "What templates name for it where that is not its id: another edition's number, another profile's control",
    ),
  notAssessed: z
    .string()
    .min(10)
    .max(300)
    .optional()
    .describe("Why no template can or does decide it; required where no template names the control"),
  partly: z
    .string()
    .min(10)
    .max(300)
    .optional()
    .describe("What of the control remains for people where templates decide a part of it"),
});

export const standardFileSchema = z.strictObject({
  id: slugSchema,
  title: z.string().min(3).max(80),
  publisher: z.string().min(2).max(120),
  url: z.url(),
  about: z.string().min(20).max(600).describe("What it is, in one or two sentences"),
  mapping: libraryStandardIdSchema.describe("The standard that templates name; editions may share one"),
  mappedBy: z.enum(["peers", "edict"]).describe("peers: follows what others publish; edict: our own reading"),
  controls: z.array(standardControlSchema).min(1),
});

export const packFileSchema = z
  .strictObject({
    id: slugSchema,
    title: z.string().min(3).max(80),
    summary: z.string().min(10).max(240),
    kind: z.enum(["standard", "application", "set"]),
    standard: slugSchema
      .optional()
      .describe("All templates that are mapped to a control of this standard are in the pack"),
    except: z
      .array(z.strictObject({ template: z.string(), reason: z.string().min(5).max(300) }))
      .default([])
      .describe("Templates that are mapped to the standard and still left out"),
    templates: z.array(z.string()).default([]).describe("Further templates by id"),
    parameters: z
      .record(z.string(), z.record(z.string(), z.json()))
      .default({})
      .describe("Values by template id where the pack asks for more than the template's defaults"),
  })
  .refine(
    (pack) => pack.standard !== undefined || pack.templates.length > 0,
    "a pack needs a standard or templates",
  );

export type StandardFile = z.infer<typeof standardFileSchema>;
export type StandardControl = z.infer<typeof standardControlSchema>;
export type PackFile = z.infer<typeof packFileSchema>;
