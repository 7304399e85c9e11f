import { z } from "zod";

/**
 * The built-in library as content: what `template.yaml` and a test fixture may say. docs/library-format.md tells
 * authors the same in words; `npm run library` holds every file to it.
 */

export const librarySeveritySchema = z.enum(["critical", "high", "medium", "low"]);

export const libraryCategorySchema = z.enum([
  "access-control",
  "api-lifecycle",
  "application",
  "capacity-management",
  "control-plane",
  "data-protection",
  "multi-tenancy",
  "network-security",
  "organizational-standards",
  "pod-security",
  "reliability",
  "secrets-management",
  "software-supply-chain",
]);

export const libraryStandardIdSchema = z.enum([
  "cis-kubernetes",
  "gdpr",
  "hipaa",
  "mitre-attack",
  "nist-800-190",
  "nsa-cisa",
  "pci-dss-4",
  "pss-baseline",
  "pss-restricted",
  "soc-2",
]);

/** The values of an entity that the console writes into `why` and `how`. */
export const libraryPlaceholders = ["namespace", "name", "kind", "found", "recommended", "path"] as const;

const templateIdSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case words joined by hyphens")
  .max(80);

const placeholderNames: ReadonlySet<string> = new Set(libraryPlaceholders);

const guidanceSchema = z
  .string()
  .min(20)
  .max(2000)
  .superRefine((text, context) => {
    for (const match of text.matchAll(/\{\{([^}]*)\}\}/g)) {
      const name = match[1] ?? "";
      if (!placeholderNames.has(name))
        context.addIssue({
          code: "custom",
          message: `unknown placeholder {{${name}}}; known: ${libraryPlaceholders.join(", ")}`,
        });
    }
  });

const standardMappingSchema = z.strictObject({
  standard: libraryStandardIdSchema,
  control: z.string().min(1).max(60).describe("Number or name of the requirement, as the standard writes it"),
  mappedBy: z
    .enum(["peers", "edict"])
    .describe("peers: other published rule sets map it the same way; edict: our own reading"),
});

/** The JSON Schema keywords a parameter may use: what the form generator and the validator both understand. */
export const libraryParameterSchema = z.strictObject({
  type: z.enum(["string", "integer", "number", "boolean", "array", "object"]).optional(),
  title: z.string().min(1).max(80).optional(),
  description: z.string().min(1).max(400).optional(),
  default: z.json().optional(),
  examples: z.array(z.json()).optional(),
  enum: z.array(z.json()).min(1).optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  minLength: z.int().nonnegative().optional(),
  maxLength: z.int().nonnegative().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.int().nonnegative().optional(),
  maxItems: z.int().nonnegative().optional(),
  uniqueItems: z.boolean().optional(),
  required: z.array(z.string()).optional(),
  get items() {
    return libraryParameterSchema.optional();
  },
  get properties() {
    return z.record(z.string(), libraryParameterSchema).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), libraryParameterSchema]).optional();
  },
});

const titledParameterSchema = libraryParameterSchema.refine(
  (schema) => schema.type !== undefined && schema.title !== undefined && schema.description !== undefined,
  "a parameter needs type, title and description",
);

const parametersSchema = z
  .strictObject({
    type: z.literal("object"),
    properties: z.record(
      z.string().regex(/^[a-z][a-z0-9_]*$/, "must be lower-case words joined by underscores"),
      titledParameterSchema,
    ),
    required: z.array(z.string()).default([]),
    additionalProperties: z.literal(false).default(false),
  })
  .superRefine((schema, context) => {
    const required = new Set(schema.required);
    for (const name of required)
      if (!(name in schema.properties))
        context.addIssue({ code: "custom", path: ["required"], message: `${name} is not a property` });
    for (const [name, property] of Object.entries(schema.properties))
      if (required.has(name) === (property.default !== undefined))
        context.addIssue({
          code: "custom",
          path: ["properties", name],
          message: "either has a default or is listed in required, and not both",
        });
  });

const kindsSchema = z.strictObject({
  group: z.string().describe('API group without the version; "" is the core group, "*" is every group'),
  kinds: z.array(z.string().min(1)).min(1).describe('Kinds of that group; "*" is every kind'),
});

/** `template.yaml`: everything about a template except its Rego. */
export const libraryTemplateSchema = z.strictObject({
  id: templateIdSchema,
  title: z.string().min(3).max(80),
  summary: z.string().min(10).max(240).describe("One sentence: what the template finds"),
  why: guidanceSchema.describe("Why it matters, two to four sentences"),
  how: guidanceSchema.describe("How to fix it, plain text"),
  severity: librarySeveritySchema,
  category: libraryCategorySchema,
  standards: z.array(standardMappingSchema).default([]),
  parameters: parametersSchema.default({
    type: "object",
    properties: {},
    required: [],
    additionalProperties: false,
  }),
  targets: z.array(kindsSchema).min(1),
  inventory: z
    .array(kindsSchema)
    .min(1)
    .optional()
    .describe("Kinds read from data.inventory; left out if the object decides alone"),
});

const jsonPointerSchema = z.string().regex(/^(\/([^~/]|~[01])*)*$/, "must be a JSON Pointer (RFC 6901)");

const fixtureObjectSchema = z
  .object({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: z.object({ name: z.string().optional(), namespace: z.string().optional() }).catchall(z.json()),
  })
  .catchall(z.json());

/** One place that a fixture must be told about; `found` and `recommended` left out mean "absent" and "none". */
export const libraryExpectationSchema = z.strictObject({
  message: z.string().min(1),
  path: jsonPointerSchema,
  violatingKey: z.string().min(1),
  found: z.json().optional(),
  recommended: z.json().optional(),
  recommendedAction: z.literal("remove").optional(),
});

/** One file below `tests/pass` or `tests/fail`. */
export const libraryFixtureSchema = z.strictObject({
  object: fixtureObjectSchema.describe("The object that is judged"),
  inventory: z
    .array(fixtureObjectSchema)
    .default([])
    .describe("Other objects of the same cluster; the judged object is added to them"),
  parameters: z
    .record(z.string(), z.json())
    .default({})
    .describe("Values that differ from the template's defaults"),
  asWritten: z.boolean().default(false).describe("true: a Pod is not repeated as the other workload kinds"),
  expect: z
    .array(libraryExpectationSchema)
    .default([])
    .describe("fail fixtures: every occurrence, in any order"),
});

export type LibraryTemplateMetadata = z.infer<typeof libraryTemplateSchema>;
export type LibraryFixture = z.infer<typeof libraryFixtureSchema>;
export type LibraryExpectation = z.infer<typeof libraryExpectationSchema>;
