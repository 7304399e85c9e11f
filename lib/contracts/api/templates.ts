import { z } from "zod";
import {
  idSchema,
  jsonObjectSchema,
  listParam,
  pageQuerySchema,
  presentValueSchema,
  severitySchema,
  timeSchema,
} from "./common";
import { templateTestResultSchema, templateTestsSchema } from "./template-tests";
import { fixSchema, fixStateSchema, occurrenceSummarySchema, standardRefSchema } from "./violations";

/** The name, among its modules, of the one that holds a template's own text; the others are helpers of the library. */
export const mainModule = "template.rego";

export const regoVersionSchema = z.enum(["v0", "v1"]);

/** Kinds by API group; `""` is the core group, `*` any. */
export const templateKindsSchema = z
  .array(z.strictObject({ group: z.string().max(253), kinds: z.array(z.string().min(1).max(253)).min(1) }))
  .min(1, "Choose at least one kind")
  .max(50);

/** JSON Schema of the parameters: `type: object` with `properties`. */
export const parameterSchemaSchema = jsonObjectSchema;

export const templateContentSchema = z.strictObject({
  title: z.string().trim().min(2, "Give the template a title").max(120),
  summary: z.string().trim().max(300).default(""),
  why: z.string().trim().max(4_000).default(""),
  how: z.string().trim().max(4_000).default(""),
  severity: severitySchema,
  category: z.string().trim().min(1).max(60),
  standards: z.array(z.strictObject(standardRefSchema.shape)).max(50).default([]),
  rego: z.string().min(1, "Write or paste the Rego of the template").max(200_000),
  parameters: parameterSchemaSchema,
  targets: templateKindsSchema,
  /** Kinds the Rego reads from `data.inventory`; required when it reads any. */
  inventory: z
    .array(z.strictObject({ group: z.string().max(253), kinds: z.array(z.string().min(1).max(253)).min(1) }))
    .max(50)
    .default([]),
  /** Published only if all of them pass. */
  tests: templateTestsSchema.default([]),
});
export type TemplateContent = z.infer<typeof templateContentSchema>;
export type TemplateContentInput = z.input<typeof templateContentSchema>;

export const diagnosticSchema = z.object({
  code: z.string(),
  message: z.string(),
  line: z.number().int(),
  column: z.number().int(),
});
export type Diagnostic = z.infer<typeof diagnosticSchema>;

/** Compiles the text of the studio without keeping anything, judges an entity or a given object with it, and runs its tests. */
export const checkTemplateSchema = z.strictObject({
  rego: z.string().max(200_000),
  parameters: jsonObjectSchema.default({}),
  parameterSchema: parameterSchemaSchema.optional(),
  entityId: idSchema.optional(),
  object: jsonObjectSchema.optional(),
  tests: templateTestsSchema.default([]),
});
export const checkedOccurrenceSchema = z.object({
  message: z.string(),
  violatingKey: z.string().nullable(),
  pointer: z.string().nullable(),
  found: presentValueSchema,
  recommended: presentValueSchema,
  details: jsonObjectSchema,
});
export const templateCheckSchema = z.object({
  ok: z.boolean(),
  regoVersion: regoVersionSchema.nullable(),
  diagnostics: z.array(diagnosticSchema),
  /** The library's helpers that the Rego names, directly or through another: module → text. None where one cannot exist. */
  helpers: z.record(z.string(), z.string()),
  /** What all helpers of the library are imported as: `data.edict.lib.workloads`. */
  importable: z.array(z.string()),
  compileMs: z.number(),
  /** `input.parameters.x` names the Rego reads but the schema does not declare: offered as a one-click declaration. */
  undeclaredParameters: z.array(z.string()),
  result: z
    .object({
      status: z.enum(["compliant", "violating", "error"]),
      occurrences: z.array(checkedOccurrenceSchema),
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
      /** What the rule printed or traced. */
      printed: z.array(z.string()),
      evaluationUs: z.number(),
    })
    .nullable(),
  /** One for each test, in their order; null where the Rego does not compile. */
  tests: z.array(templateTestResultSchema).nullable(),
});
export type TemplateCheck = z.infer<typeof templateCheckSchema>;

export const templateListQuerySchema = pageQuerySchema.extend({
  /** Words, each of which the title, the summary, the id, a kind, a standard or a control has to have. */
  q: z.string().max(200).optional(),
  category: listParam,
  severity: listParam,
  origin: listParam,
  standard: listParam,
  /** Kinds without their group; `*` for templates that judge every kind. */
  kind: listParam,
});

export const templateSummarySchema = z.object({
  id: idSchema,
  /** `pss-privileged` for built-in ones, made from the title for own ones. */
  key: z.string(),
  builtIn: z.boolean(),
  title: z.string(),
  summary: z.string(),
  severity: severitySchema,
  category: z.string(),
  standards: z.array(standardRefSchema),
  targets: z.array(z.object({ group: z.string(), kinds: z.array(z.string()) })),
  version: z.number().int(),
  publishedAt: timeSchema,
  usedBy: z.number().int(),
});
export type TemplateSummary = z.infer<typeof templateSummarySchema>;

const facetCountSchema = z.object({ value: z.string(), count: z.number().int() });

export const templateListSchema = z.object({
  items: z.array(templateSummarySchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
  categories: z.array(facetCountSchema),
  /** Each facet's counts ignore its own filter. */
  severities: z.array(facetCountSchema).optional(),
  /** `built-in` and `own`. */
  origins: z.array(facetCountSchema).optional(),
  /** Ids of standards; a template counts once for each that it is mapped to. */
  standards: z.array(facetCountSchema).optional(),
  /** Kinds without their group, those of most templates first. */
  kinds: z.array(facetCountSchema).optional(),
  /** Built-in templates that could not be loaded, with the reason; never silent. */
  broken: z.array(z.object({ file: z.string(), reason: z.string() })),
});
export type TemplateList = z.infer<typeof templateListSchema>;

export const templateDetailSchema = templateSummarySchema.extend({
  why: z.string(),
  how: z.string(),
  regoVersion: regoVersionSchema,
  /** File name → text; `template.rego` is the template itself, others are shared helpers. */
  modules: z.record(z.string(), z.string()),
  parameters: parameterSchemaSchema,
  inventory: z.array(z.object({ group: z.string(), kinds: z.array(z.string()) })),
  versions: z.array(
    z.object({ version: z.number().int(), publishedAt: timeSchema, publishedBy: z.string() }),
  ),
  policies: z.array(
    z.object({ id: idSchema, name: z.string(), enabled: z.boolean(), templateVersion: z.number().int() }),
  ),
});
export type TemplateDetail = z.infer<typeof templateDetailSchema>;

/** An object that breaks a built-in template, judged as this is read, with the fix that its recommended values make. */
export const templateExampleSchema = z.object({
  example: z
    .object({
      /** The library's file. */
      file: z.string(),
      object: jsonObjectSchema,
      /** What differs from the template's defaults. */
      parameters: jsonObjectSchema,
      /** Kinds and names of the other objects that the template looks at for it. */
      beside: z.array(z.string()),
      occurrences: z.array(
        occurrenceSummarySchema.extend({
          message: z.string(),
          violatingKey: z.string().nullable(),
          fix: fixStateSchema,
        }),
      ),
      fix: fixSchema.nullable(),
    })
    .nullable(),
  /** Why there is none, as a sentence. */
  reason: z.string().nullable(),
});
export type TemplateExample = z.infer<typeof templateExampleSchema>;
