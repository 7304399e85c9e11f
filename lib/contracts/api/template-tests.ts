import { z } from "zod";
import { jsonObjectSchema, jsonSchema } from "./common";

export const testsMax = 100;
/** Of the JSON text of a template's tests. */
export const testsBytesMax = 3 * 1024 * 1024;
const inventoryMax = 100;
const expectedMax = 200;
const violatingKeyMax = 4_096;
const messageMax = 2_000;

const expectedKeySchema = z.strictObject({
  /** As the rule must report it. */
  violatingKey: z.string().min(1, "Name the violating key").max(violatingKeyMax),
  /** What must be recommended there; left out: anything, or nothing. */
  recommended: z.strictObject({ value: jsonSchema }).optional(),
});

export const testExpectationSchema = z.discriminatedUnion("result", [
  z.strictObject({ result: z.literal("passes") }),
  z.strictObject({
    result: z.literal("violates"),
    /** All keys that are reported, in any order; left out: any. */
    keys: z.array(expectedKeySchema).min(1).max(expectedMax).optional(),
    /** All messages that are reported, in any order; left out: any. */
    messages: z
      .array(z.string().min(1, "Write the message").max(messageMax))
      .min(1)
      .max(expectedMax)
      .optional(),
  }),
]);
export type TestExpectation = z.infer<typeof testExpectationSchema>;

/** An object, and what the template must say about it. */
export const templateTestSchema = z.strictObject({
  name: z.string().trim().min(1, "Give the test a name").max(120),
  object: jsonObjectSchema,
  /** What differs from the template's defaults. */
  parameters: jsonObjectSchema.default({}),
  /** Other objects of the same cluster; the judged object is added to them. */
  inventory: z.array(jsonObjectSchema).max(inventoryMax).default([]),
  expect: testExpectationSchema,
});
export type TemplateTest = z.infer<typeof templateTestSchema>;
export type TemplateTestInput = z.input<typeof templateTestSchema>;

/** The tests of a template: each has a name of its own. */
export const templateTestsSchema = z
  .array(templateTestSchema)
  .max(testsMax, `A template has at most ${testsMax} tests`)
  .superRefine((tests, context) => {
    const names = new Set<string>();
    for (const [index, { name }] of tests.entries()) {
      if (names.has(name))
        context.addIssue({
          code: "custom",
          path: [index, "name"],
          message: `Another test is called “${name}”`,
        });
      names.add(name);
    }
    if (new TextEncoder().encode(JSON.stringify(tests)).length > testsBytesMax)
      context.addIssue({ code: "custom", message: "All tests together may have at most 3 MiB" });
  });

/** What was reported, as far as tests can speak of it. */
export const foundOccurrenceSchema = z.object({
  message: z.string(),
  violatingKey: z.string().nullable(),
  recommended: z.object({ value: jsonSchema }).nullable(),
});
export type FoundOccurrence = z.infer<typeof foundOccurrenceSchema>;

export const templateTestResultSchema = z.object({
  /** `error`: could not be judged. `skipped`: not run, because the tests before it took too long. */
  status: z.enum(["passed", "failed", "error", "skipped"]),
  /** What differs, or why there is no result; `path` leads into the test (`expect.keys[0]`). Empty for a test that passed. */
  differences: z.array(z.object({ path: z.string(), message: z.string() })),
  /** What was reported in full; null where it was not judged, or is too much to be sent. */
  found: z.array(foundOccurrenceSchema).nullable(),
  evaluationUs: z.number(),
});
export type TemplateTestResult = z.infer<typeof templateTestResultSchema>;

/** The tests of one version: those that an own one passed, or what the library keeps for a built-in one. */
export const templateTestListSchema = z.object({
  tests: z.array(templateTestSchema),
  /** Why there are none to show, where that is not simply so. */
  reason: z.string().nullable(),
});
export type TemplateTestList = z.infer<typeof templateTestListSchema>;
