import type { FoundOccurrence, TemplateTest, TemplateTestResult } from "@/lib/contracts/api/template-tests";
import { inventoryObjectsOf, inventoryText } from "@/lib/domain/inventory";
import { canonicalJson, type JsonObject } from "@/lib/domain/json";
import { validateParameters, validateSchema } from "@/lib/domain/parameters";
import { testDifferences } from "@/lib/domain/template-tests";
import { patternEngine } from "@/lib/engine/pattern-engine";
import type { CompiledUnit, Judgement } from "@/lib/engine/types";
import type { Ctx } from "../context";
import { judgeDeadlineMs } from "../judge-limits";

export interface TestLimits {
  /** What all tests of a template may take together, in time of evaluation: waiting for other work of the judge is not counted. */
  readonly totalMs: number;
  /** Tests that may have to be stopped before the rest is not tried. */
  readonly stopped: number;
  /** Of the text of what tests found, together: more is not kept for the answer. */
  readonly foundBytes: number;
}

const testLimits: TestLimits = { totalMs: 10_000, stopped: 3, foundBytes: 1_000_000 };
const messageMax = 2_000;

interface Runnable {
  readonly index: number;
  readonly test: TemplateTest;
  readonly parameters: JsonObject;
}

/**
 * Runs a template's tests on the judge, in the sandbox as everything that tenants write, and answers a result for each, in
 * their order. Never throws for a fault of the template. Tests go in waves so small that the limits hold even if all of one wave have to
 * be stopped; others' work comes between the waves.
 *
 * @param schema the template's parameter schema
 */
export async function runTests(
  ctx: Ctx,
  unit: CompiledUnit,
  schema: JsonObject,
  tests: readonly TemplateTest[],
  limits = testLimits,
): Promise<TemplateTestResult[]> {
  if (validateSchema(schema).length > 0)
    return tests.map(() => notRun("not run: the parameter schema has a fault"));
  ctx.services.drafts.keep(unit);
  const results = new Map<number, TemplateTestResult>();
  const waiting: Runnable[] = [];
  for (const [index, test] of tests.entries()) {
    const checked = validateParameters(schema, test.parameters, { engine: patternEngine });
    if (checked.ok) waiting.push({ index, test, parameters: checked.values });
    else results.set(index, wrongParameters(checked.errors));
  }
  let [leftMs, stopped, foundBytesLeft] = [limits.totalMs, 0, limits.foundBytes];
  while (waiting.length > 0 && leftMs > 0 && stopped < limits.stopped) {
    const size = Math.min(limits.stopped - stopped, Math.floor(leftMs / judgeDeadlineMs));
    const wave = waiting.splice(0, Math.max(1, size));
    const judgements = await judgeWave(ctx, unit, wave);
    for (const [position, { index, test }] of wave.entries()) {
      const judgement = judgements[position];
      const result = judgement === undefined ? failed("the judge gave no answer") : resultOf(test, judgement);
      const foundBytes = JSON.stringify(result.found).length;
      const isKept = foundBytes <= foundBytesLeft;
      if (isKept) foundBytesLeft -= foundBytes;
      results.set(index, isKept ? result : { ...result, found: null });
      leftMs -= result.evaluationUs / 1_000;
      if (judgement !== undefined && wasStopped(judgement)) stopped += 1;
    }
  }
  const reason =
    stopped >= limits.stopped
      ? `not run: ${limits.stopped} tests before it had to be stopped`
      : `not run: the tests before it took the ${limits.totalMs / 1_000} s that all together may take`;
  return tests.map((_test, index) => results.get(index) ?? notRun(reason));
}

async function judgeWave(
  ctx: Ctx,
  unit: CompiledUnit,
  wave: readonly Runnable[],
): Promise<readonly Judgement[]> {
  const inventories = (unit.readsInventory ? wave : []).map(({ index, test }): [string, string] => [
    String(index),
    inventoryText(inventoryObjectsOf([...test.inventory, test.object])),
  ]);
  return await ctx.services.judge.judge({
    objects: wave.map(({ index, test }) => ({
      key: String(index),
      json: canonicalJson(test.object),
      policyKeys: [String(index)],
    })),
    policies: wave.map(({ index, parameters }) => ({
      key: String(index),
      unitDigest: unit.digest,
      parameters,
      inventoryKey: unit.readsInventory ? String(index) : null,
    })),
    inventories: Object.fromEntries(inventories),
  });
}

function resultOf(test: TemplateTest, { outcome, durationUs }: Judgement): TemplateTestResult {
  const evaluationUs = Math.round(durationUs * 10) / 10;
  if (outcome.status === "error")
    return { ...failed(`the judgement failed: ${outcome.error.message}`), evaluationUs };
  const found: FoundOccurrence[] =
    outcome.status === "compliant"
      ? []
      : outcome.occurrences.map(({ message, violatingKey, recommended }) => ({
          message: message.slice(0, messageMax),
          violatingKey,
          recommended,
        }));
  const differences = testDifferences(test.expect, found);
  return { status: differences.length === 0 ? "passed" : "failed", differences, found, evaluationUs };
}

function wasStopped({ outcome }: Judgement): boolean {
  return outcome.status === "error" && ["timeout", "memory_limit"].includes(outcome.error.code);
}

function failed(message: string): TemplateTestResult {
  return { status: "error", differences: [{ path: "", message }], found: null, evaluationUs: 0 };
}

function notRun(message: string): TemplateTestResult {
  return { ...failed(message), status: "skipped" };
}

function wrongParameters(
  errors: readonly { readonly path: string; readonly message: string }[],
): TemplateTestResult {
  const differences = errors.map(({ path, message }) => ({
    path: path === "" ? "parameters" : `parameters.${path}`,
    message: path === "" ? message : `${path}: ${message}`,
  }));
  return { status: "error", differences, found: null, evaluationUs: 0 };
}
