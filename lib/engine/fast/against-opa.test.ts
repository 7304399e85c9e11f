import { beforeAll, describe, expect, test } from "vitest";
import type { BuiltinContext } from "../builtins/operands";
import type { Value } from "../builtins/value";
import { EvaluationFailure } from "../sandbox/failure";
import { fastCases, hostileInput, legacyCases } from "../testing/fast-cases";
import { errorCases } from "../testing/fast-error-cases";
import { askOpa, buildPlan, type Example } from "../testing/plan";
import type { RegoVersion } from "../types";
import { valueToText } from "../value-json";
import { dot } from "./runtime/access";
import { FastProgram, FastRunner, parseInput } from ".";

const opaPath = process.env.OPA_PATH ?? "opa";
const dataJson =
  '{"inventory":{"x":{"b":[1,2],"a":{"k":true}}},"case_base":{"doc":{"base":1,"nested":{"left":1}}},' +
  '"stored":{"map":{"2":"two","2.0":"exact","1.5":{"deep":["d"]},"-0":"minus","1e0":1},"list":["a","b","c"]}}';
const limits = { instructionsMax: 1_000_000, resultBytesMax: 1_000_000 };

function context(strictErrors = false): BuiltinContext {
  return { nowNs: "1", memo: new Map(), notes: [], strictErrors };
}

function ask(example: Example, entrypoint: string): string | undefined {
  const runner = new FastRunner(FastProgram.compile(buildPlan(example, [entrypoint])), limits);
  const data = parseInput(example.dataJson ?? "{}");
  try {
    const value = runner.evaluateQuery(
      entrypoint,
      parseInput(example.inputJson ?? "{}"),
      data,
      context(example.strictErrors),
    );
    return value === undefined ? undefined : valueToText(value);
  } catch (cause) {
    if (cause instanceof EvaluationFailure) return `!${cause.code}`;
    throw cause;
  }
}

describe.each([
  ["v1", fastCases],
  ["v0", legacyCases],
] as const)("Rego %s gives what opa eval gives", (version: RegoVersion, cases) => {
  const modules = Object.fromEntries(
    cases.map(({ name, rego }) => [`${name}.rego`, `package case_${name}\n${rego}`]),
  );
  const example: Example = { opaPath, version, modules, inputJson: hostileInput, dataJson };
  const names = cases.map(({ name }) => name);
  let fast: ReadonlyMap<string, string | undefined> = new Map();
  let expected: Value = null;

  beforeAll(() => {
    const entrypoints = names.map((name) => `case_${name}/p`);
    const runner = new FastRunner(FastProgram.compile(buildPlan(example, entrypoints)), limits);
    const input = parseInput(hostileInput);
    fast = new Map(
      names.map((name) => {
        const value = runner.evaluateQuery(`case_${name}/p`, input, parseInput(dataJson), context());
        return [name, value === undefined ? undefined : valueToText(value)];
      }),
    );
    const wanted = names.map((name) => `"${name}": {x | x := data.case_${name}.p}`);
    expected = parseInput(askOpa(example, `{${wanted.join(", ")}}`) ?? "");
  });

  test.each(names)("%s", (name) => {
    // Texts, because numbers must keep their spelling; a list of one or none tells undefined from null.
    const found = fast.get(name);
    expect(`[${found ?? ""}]`).toBe(valueToText(dot(expected, name) ?? "missing"));
  });
});

describe("errors are those of opa eval", () => {
  test.each(errorCases)("$name", ({ rego, strict }) => {
    const example: Example = {
      opaPath,
      version: "v1",
      modules: { "a.rego": `package a\n${rego}` },
      inputJson: hostileInput,
      strictErrors: strict ?? false,
    };
    const opa = askOpa(example, "data.a.p");
    expect(opa).toMatch(/^!/);
    expect(ask(example, "a/p")).toBe(opa);
  });
});
