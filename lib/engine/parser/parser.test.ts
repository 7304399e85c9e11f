import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseJson, type Json } from "../../domain/json";
import { createQueryCompiler } from "../compile";
import { createJudge } from "../pool";
import { askOpa } from "../testing/call-opa";
import { testCompilerOptions } from "../testing/options";
import type { CompiledUnit, Judge, Judgement } from "../types";
import { unitSourceOf } from "../unit-source";
import { createModuleParser, type ModuleParser } from "./module-parser";

const options = testCompilerOptions(process.env.OPA_PATH);
const compiler = createQueryCompiler(options);
const units = new Map<string, CompiledUnit>();
const folder = mkdtempSync(join(tmpdir(), "edict-parser-"));
const judges: Judge[] = [];

afterAll(async () => {
  await Promise.all(judges.map((judge) => judge.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** A parser that counts the children at work. */
function counting(opaPath: string) {
  const parse = createModuleParser(() => Promise.resolve({ ...options, opaPath }));
  const counts = { started: 0, working: 0 };
  const parser: ModuleParser = async (request, signal) => {
    counts.started += 1;
    counts.working += 1;
    return await parse(request, signal).finally(() => (counts.working -= 1));
  };
  return { parser, counts };
}

async function ask(
  parser: ModuleParser | undefined,
  evaluator: "auto" | "sandbox",
  value: string,
  { input = {}, deadlineMs = 20_000, strictErrors = false, times = 1 } = {},
): Promise<readonly Judgement[]> {
  const modules = { "a.rego": `package a\nviolation contains {"msg": "m", "value": x} if x := ${value}` };
  const compiled = await compiler.compile({ modules, regoVersion: "v1" }, "a/violation");
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  units.set(compiled.unit.digest, compiled.unit);
  const judge = createJudge({
    ...{ source: unitSourceOf(units), threads: 1, deadlineMs, memoryMiBMax: 64, resultBytesMax: 1_000_000 },
    ...{ evaluator, ...(parser && { parser }) },
  });
  judges.push(judge);
  const policies = [{ key: "p", unitDigest: compiled.unit.digest, parameters: {} }];
  const object = (key: number) => ({ key: String(key), json: JSON.stringify(input), policyKeys: ["p"] });
  return await judge.judge({
    objects: Array.from({ length: times }, (_, key) => object(key)),
    policies,
    strictErrors,
  });
}

function valueOf(judgement: Judgement | undefined): Json | undefined {
  if (judgement?.outcome.status === "violating") return judgement.outcome.occurrences[0]?.details.value;
  return judgement?.outcome.status === "error" ? judgement.outcome.error.code : undefined;
}

const MODULES = [
  "package a",
  "package a.b\n\nimport data.x as y\n\n# METADATA\n# title: t\np contains 1.50 if { some i, v in input.list; not v == -1e3 }",
  'package a\nq[x] := {"k": `raw`, {1}: set()} if { every x in [1] { x > 0 } } else := null',
  "package a\nimport rego.v1\nf(x, [y]) := z if z := x + y with input.a as 1\ndefault r := false",
  "package a\np[x] { x = 1 }",
  "package foo.",
  "",
  "package a\np := .5",
  'package a\np := "\ud800 é 🙂 \\u0000"',
];

describe.each(["auto", "sandbox"] as const)("rego.parse_module, %s", (evaluator) => {
  test("answers what OPA answers", async () => {
    const { parser, counts } = counting(options.opaPath);
    const [found] = await ask(
      parser,
      evaluator,
      "[[i, tree] | some i, m in input.m; tree := rego.parse_module(`n.rego`, m)]",
      {
        input: { m: MODULES },
      },
    );
    const expected = askOpa(
      options.opaPath,
      MODULES.map((text) => ["rego.parse_module", '"n.rego"', JSON.stringify(text)]),
    );
    const defined = expected.flatMap(({ value }, index) => (value === null ? [] : [[index, value]]));
    expect(defined.length).toBeGreaterThan(3);
    expect(valueOf(found)).toEqual(parseJson(JSON.stringify(defined)));
    expect(counts).toEqual({ started: MODULES.length, working: 0 });
  });

  test("is an error of the evaluation under strict errors, and asks once for what it knows", async () => {
    const { parser, counts } = counting(options.opaPath);
    const found = await ask(parser, evaluator, "rego.parse_module(`n.rego`, `package strict.`)", {
      strictErrors: true,
      times: 3,
    });
    expect(found.map(valueOf)).toEqual(Array(3).fill("eval_builtin_error"));
    expect(counts.started).toBe(1);
  });

  test("ends a loop of calls with the evaluation, and leaves no child", async () => {
    const { parser, counts } = counting(options.opaPath);
    const loop =
      'count([1 | some i in numbers.range(1, 100000); rego.parse_module("", sprintf("package a%d", [i]))])';
    const [found] = await ask(parser, evaluator, loop, { deadlineMs: 600 });
    expect(valueOf(found)).toBe("timeout");
    await expect.poll(() => counts.working).toBe(0);
    const { started } = counts;
    expect(started).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(counts.started).toBe(started);
  });

  test("ends a parser that does not answer with the evaluation", async () => {
    const stuck = join(folder, "stuck");
    writeFileSync(stuck, "#!/bin/sh\nexec sleep 100\n");
    chmodSync(stuck, 0o755);
    const { parser, counts } = counting(stuck);
    const [found] = await ask(parser, evaluator, 'rego.parse_module("stuck", "package a")', {
      deadlineMs: 500,
    });
    expect(valueOf(found)).toBe("timeout");
    await expect.poll(() => counts).toEqual({ started: 1, working: 0 });
  });

  test("refuses a text that no compiler would take, and says where no parser is or none starts", async () => {
    const { parser, counts } = counting(join(folder, "nowhere"));
    const large = 'rego.parse_module("", concat("", ["a" | numbers.range(1, 1100000)[_]]))';
    expect(valueOf((await ask(parser, evaluator, large))[0])).toBe("memory_limit");
    expect(counts.started).toBe(0);
    const small = 'rego.parse_module("nowhere", "package a")';
    for (const given of [parser, undefined])
      expect(valueOf((await ask(given, evaluator, small))[0])).toBe("eval_internal_error");
  });
});
