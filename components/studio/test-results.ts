import {
  templateTestsSchema,
  type TemplateTest,
  type TemplateTestResult,
} from "@/lib/contracts/api/template-tests";
import type { TemplateCheck } from "@/lib/contracts/api/templates";
import type { TemplateCheckInput } from "@/lib/client/use-templates";
import { getString, type JsonObject } from "@/lib/domain/json";
import { validateParameters } from "@/lib/domain/parameters";
import { expectationOf, freeTestName } from "@/lib/domain/template-tests";
import type { StudioDraft } from "./studio-draft";

/** What the console said, and what it was asked. */
export type SentCheck = TemplateCheck & { readonly sent: TemplateCheckInput };

/** The last result of each test as it stands, in the draft's order; null for one that was changed or added since. */
export function resultsOf(
  tests: readonly TemplateTest[],
  check: SentCheck | null,
): readonly (TemplateTestResult | null)[] {
  const known = new Map<string, TemplateTestResult>();
  for (const [index, test] of (check?.sent.tests ?? []).entries()) {
    const result = check?.tests?.[index];
    if (result !== undefined) known.set(JSON.stringify(test), result);
  }
  return tests.map((test) => known.get(JSON.stringify(test)) ?? null);
}

export type Capture =
  { readonly test: TemplateTest; readonly reason: null } | { readonly test: null; readonly reason: string };

export interface CaptureInput {
  readonly draft: StudioDraft;
  /** What is filled into the form, of parameters that are declared. */
  readonly values: JsonObject;
  readonly object: JsonObject | null;
  readonly check: SentCheck | null;
  /** What the console would be asked now. */
  readonly sent: TemplateCheckInput;
}

/** The input with its result as the expectation; only a result of exactly what is on the page counts. */
export function captureTest({ draft, values, object, check, sent }: CaptureInput): Capture {
  const none = (reason: string): Capture => ({ test: null, reason });
  if (object === null) return none("Choose an input first: its result becomes what the test expects.");
  if (!validateParameters(draft.schema, values).ok)
    return none("Fill in the form: its values go with the test.");
  const result = check?.ok === true && asked(check.sent) === asked(sent) ? check.result : null;
  if (result === null) return none("There is no result of this input yet.");
  if (result.status === "error")
    return none("The judgement failed, so there is nothing a test could expect.");
  const names = draft.tests.map(({ name }) => name);
  const what = result.status === "compliant" ? "passes" : "violates";
  const test: TemplateTest = {
    name: freeTestName(`${objectName(object)} ${what}`, names),
    object,
    parameters: values,
    inventory: [],
    expect: expectationOf(result.occurrences),
  };
  return { test, reason: null };
}

export type NextTests =
  | { readonly ok: true; readonly tests: readonly TemplateTest[] }
  | { readonly ok: false; readonly message: string };

/** The tests with `test` in the place of the one at `index`, or at the end; refused where they would be too many or too large. */
export function withTest(
  tests: readonly TemplateTest[],
  test: TemplateTest,
  index: number | null,
): NextTests {
  const next = index === null ? [...tests, test] : tests.with(index, test);
  const issue = templateTestsSchema.safeParse(next).error?.issues[0];
  return issue === undefined ? { ok: true, tests: next } : { ok: false, message: `${issue.message}.` };
}

/** What a result of the input depends on: everything but the tests. */
function asked({ tests: _tests, ...rest }: TemplateCheckInput): string {
  return JSON.stringify(rest);
}

function objectName(object: JsonObject): string {
  const name = getString(object.metadata, "name") ?? "";
  return [getString(object, "kind") ?? "Object", name].filter((word) => word !== "").join(" ");
}

export interface TestSummary {
  readonly total: number;
  readonly passed: number;
  /** Failed, in error or not run, as far as the console has spoken. */
  readonly failing: number;
}

export function summaryOf(results: readonly (TemplateTestResult | null)[]): TestSummary {
  const spoken = results.filter((result) => result !== null);
  const passed = spoken.filter(({ status }) => status === "passed").length;
  return { total: results.length, passed, failing: spoken.length - passed };
}
