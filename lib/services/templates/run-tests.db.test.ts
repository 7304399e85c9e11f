import { describe, expect, test } from "vitest";
import { tenantOfTest, worldOfFile } from "@/scripts/testing/scope";
import { configMap, labelRego, labelSchema, labelTemplate, labelTests } from "@/scripts/testing/templates";
import { checkTemplate } from "./check-template";
import { compileTemplate } from "./compile-template";
import { runTests } from "./run-tests";

const world = worldOfFile();
const tenant = tenantOfTest(world);
const { unlabelled, labelled } = labelTests;

test("tests that need no stop end when they have taken their time together", async () => {
  const slow = `package test.slow

violation contains "x" if count([x | some a in numbers.range(1, 300); some b in numbers.range(1, 300); x := a * b]) == 0
`;
  const compiled = await compileTemplate(world.services, slow);
  if (!compiled.ok) throw new Error("the slow template does not compile");
  const tests = Array.from({ length: 50 }, (_unused, index) => ({
    ...{ name: String(index), object: configMap("a"), parameters: {}, inventory: [] },
    expect: { result: "passes" as const },
  }));
  const run = async (totalMs: number) =>
    await runTests(tenant.owner, compiled.unit, { type: "object" }, tests, {
      totalMs,
      stopped: 3,
      foundBytes: 1_000_000,
    });
  const [one] = await run(1);
  const results = await run(((one?.evaluationUs ?? 0) / 1_000) * 5);
  const statuses = results.map(({ status }) => status);
  expect(statuses[0]).toBe("passed");
  expect(statuses.at(-1)).toBe("skipped");
  expect(statuses.filter((status) => status === "passed").length).toBeLessThan(50);
  expect(results.at(-1)?.differences[0]?.message).toMatch(/^not run: the tests before it took the [\d.]+ s/);
});

test("more than fits into an answer is left out of it, and compared all the same", async () => {
  const compiled = await compileTemplate(world.services, labelRego);
  if (!compiled.ok) throw new Error("the template does not compile");
  const tests = [1, 2].map((name) => ({
    ...{ name: String(name), object: configMap("a"), parameters: {}, inventory: [] },
    expect: { result: "violates" as const },
  }));
  const results = await runTests(tenant.owner, compiled.unit, labelSchema, tests, {
    totalMs: 10_000,
    stopped: 3,
    foundBytes: 150,
  });
  expect(results.map(({ status, found }) => [status, found?.length])).toEqual([
    ["passed", 1],
    ["passed", undefined],
  ]);
});

describe("while one writes", () => {
  const check = async (other: object) =>
    await checkTemplate(tenant.owner, {
      rego: labelRego,
      parameterSchema: labelTemplate.parameters,
      tests: [unlabelled, { ...labelled, expect: { result: "violates" } }],
      ...other,
    });

  test("each test has its result, with what was found", async () => {
    const { tests, result } = await check({});
    expect(result).toBeNull();
    expect(tests).toMatchObject([
      {
        status: "passed",
        differences: [],
        found: [{ violatingKey: "metadata.labels.owner", recommended: { value: "team-a" } }],
      },
      {
        status: "failed",
        differences: [{ path: "expect.result", message: "expected a violation, found none" }],
        found: [],
      },
    ]);
    expect(tests?.[0]?.evaluationUs).toBeGreaterThan(0);
  });

  test("none is run where the Rego or the schema has a fault", async () => {
    expect(await check({ rego: "package x\nviolation contains x if {" })).toMatchObject({
      ok: false,
      tests: null,
    });
    const { tests } = await check({
      parameterSchema: { type: "object", properties: { a: { type: "teapot" } } },
    });
    expect(tests?.map(({ status }) => status)).toEqual(["skipped", "skipped"]);
  });
});
