import { loadPolicy } from "@open-policy-agent/opa-wasm";
import { describe, expect, test } from "vitest";
import { canonicalJson, getOwn, parseJson, type Json } from "../../domain/json";
import { createCompiler } from "../compile";
import type { BuiltinContext } from "../builtins/operands";
import { jsonElements } from "../json-text";
import { readAnswer } from "../sandbox/answer";
import { openModule } from "../sandbox/open-module";
import { testCompilerOptions } from "../testing/options";
import { walkthroughEntity, walkthroughRego } from "../testing/walkthrough";
import type { CompiledUnit, RegoVersion } from "../types";
import { readOutcome } from "./occurrences";
import { reviewSuffix } from "./review";
import { SandboxRunner } from "./sandbox-runner";

const compiler = createCompiler(testCompilerOptions(process.env.OPA_PATH));
const limits = { memoryPagesMax: 1024, resultBytesMax: 1024 * 1024 };

async function unitOf(text: string, regoVersion: RegoVersion = "v1"): Promise<CompiledUnit> {
  const compiled = await compiler.compile({ modules: { "rule.rego": text }, regoVersion });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  return compiled.unit;
}

async function runnerOf(unit: CompiledUnit): Promise<SandboxRunner> {
  return new SandboxRunner(await openModule(unit.module.wasm), limits);
}

function context(): BuiltinContext {
  return { nowNs: "1700000000000000000", memo: new Map(), notes: [], strictErrors: false };
}

async function judge(
  text: string,
  entity: Json,
  parameters: Json = {},
  data: Json = {},
): Promise<Json | undefined> {
  const unit = await unitOf(text);
  const runner = await runnerOf(unit);
  runner.useData(JSON.stringify(data));
  const json = JSON.stringify(entity);
  return readAnswer(
    runner.evaluate(
      unit.entrypoint,
      json,
      unit.readsReview ? reviewSuffix(json) : "",
      JSON.stringify(parameters),
      context(),
    ),
  );
}

describe("the walkthrough", () => {
  test("the network policy that allows kube-dns is compliant, the other one is violating at its label", async () => {
    const unit = await unitOf(walkthroughRego, "v0");
    const runner = await runnerOf(unit);
    const outcomeOf = (name: "kube-dns" | "another-dns") =>
      readOutcome(
        runner.evaluate(unit.entrypoint, walkthroughEntity(name), "", '{"namespace":"test"}', context()),
      );
    expect(outcomeOf("kube-dns")).toEqual({ status: "compliant" });
    expect(outcomeOf("another-dns")).toEqual({
      status: "violating",
      occurrences: [
        {
          message: "Expecting value 'kube-dns', but 'another-dns' was detected",
          violatingKey: "spec.egress[0].to[0].podSelector.matchLabels.k8s-app",
          recommended: { value: "kube-dns" },
          details: { issue_detected: true },
        },
      ],
    });
  });
});

describe("the input document", () => {
  test("has the entity at the top and the policy's parameters, which win over a field of that name", async () => {
    const rule = "package a\nviolation contains [input.kind, input.parameters, input.x]";
    expect(await judge(rule, { kind: "K", x: 1, parameters: { old: true } }, { level: 2 })).toEqual([
      ["K", { level: 2 }, 1],
    ]);
  });

  test("has the review as Gatekeeper's templates read it", async () => {
    const entity = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "n", namespace: "s" } };
    const rule = "package a\nviolation contains input.review";
    expect(await judge(rule, entity)).toEqual([
      {
        object: entity,
        kind: { group: "apps", version: "v1", kind: "Deployment" },
        name: "n",
        namespace: "s",
        operation: "CREATE",
      },
    ]);
    expect(await judge(rule, { apiVersion: "v1", kind: "Pod" })).toMatchObject([
      { kind: { group: "", version: "v1", kind: "Pod" } },
    ]);
    expect(await judge(rule, {})).toMatchObject([{ object: {} }]);
  });

  test("is not doubled for a rule that walks all of it", async () => {
    const rule = 'package a\nviolation contains path if { walk(input, [path, value]); value == "needle" }';
    expect(await judge(rule, { a: ["needle"] })).toEqual([["a", 0]]);
  });

  test("has the inventory at data.inventory", async () => {
    const rule = 'package a\nviolation contains name if data.inventory.namespace[_]["v1"].Pod[name]';
    const inventory = { namespace: { test: { v1: { Pod: { web: {} } } } } };
    expect(await judge(rule, {}, {}, { inventory })).toEqual(["web"]);
    expect(await judge(rule, {})).toEqual([]);
  });
});

describe("reuse of an instance", () => {
  test("policies and entities do not see each other's values", async () => {
    const runner = await runnerOf(
      await unitOf(
        "package a\nviolation contains [input.n, input.parameters, regex.match(input.parameters.p, input.n)]",
      ),
    );
    for (let round = 0; round < 200; round++) {
      const entity = JSON.stringify({ n: `n${round % 7}`, filler: "x".repeat(round * 10) });
      for (const p of ["n1", "n2"]) {
        const answer = readAnswer(
          runner.evaluate("a/violation", entity, "", JSON.stringify({ p }), context()),
        );
        expect(answer).toEqual([[`n${round % 7}`, { p }, `n${round % 7}` === p]]);
      }
    }
  });

  test("memory stays flat over 50,000 evaluations, violating ones included", async () => {
    const unit = await unitOf(walkthroughRego, "v0");
    const runner = await runnerOf(unit);
    const entities = [walkthroughEntity("kube-dns"), walkthroughEntity("another-dns")];
    const evaluate = (count: number): void => {
      for (let index = 0; index < count; index++)
        runner.evaluate(unit.entrypoint, entities[index % 2] ?? "", "", '{"namespace":"test"}', context());
    };
    evaluate(5_000);
    const before = runner.memoryBytes;
    evaluate(50_000);
    expect(runner.memoryBytes).toBe(before);
    expect(before).toBeLessThan(4 * 1024 * 1024);
  });

  test("an evaluation that fails leaves nothing behind for the next", async () => {
    const runner = await runnerOf(
      await unitOf("package a\nx := input.a\nx := input.b\nviolation contains x"),
    );
    const evaluate = (a: number, b: number): string =>
      runner.evaluate("a/violation", JSON.stringify({ a, b }), "", "{}", context());
    for (let round = 0; round < 20; round++) {
      expect(() => evaluate(1, 2)).toThrow("var assignment conflict");
      expect(readAnswer(evaluate(3, 3))).toEqual([3]);
    }
  });
});

describe("agreement with OPA's own SDK", () => {
  const rules = [
    "package a\nviolation contains x if some x in input.list",
    'package a\nviolation contains {"msg": m} if { some k, v in input; m := concat(":", [k, json.marshal(v)]) }',
    "package a\nviolation contains count(input.list)",
    'package a\nviolation contains object.union(input.object, {"z": upper(input.text)})',
    "package a\nviolation contains c if { c := [n | some n in numbers.range(1, 5); n % 2 == 1] }",
    'package a\nviolation contains "no" if not input.missing\nviolation contains "re" if regex.match(`^h.*o$`, input.text)',
    "package a\nf(x) := y if y := x + input.parameters.by\nviolation contains f(1)",
  ];

  test.each(rules)("%s", async (rule) => {
    const unit = await unitOf(rule);
    const entity = { list: [3, 1, 2], object: { a: { b: null } }, text: "hello" };
    const ours = readAnswer(
      (await runnerOf(unit)).evaluate(unit.entrypoint, JSON.stringify(entity), "", '{"by":2}', context()),
    );
    const policy = await loadPolicy(new Uint8Array(unit.module.wasm).buffer);
    const answer: unknown = policy.evaluate({ ...entity, parameters: { by: 2 } }, unit.entrypoint);
    const theirs = getOwn(jsonElements(parseJson(JSON.stringify(answer)))[0], "result");
    const sorted = (value: Json | undefined): string[] => jsonElements(value).map(canonicalJson).sort();
    expect(sorted(ours)).toEqual(sorted(theirs));
  });
});
