import { afterAll, describe, expect, test } from "vitest";
import { createCompiler } from "../compile";
import { createLinker } from "../link";
import { createJudge } from "../pool";
import { testCompilerOptions } from "../testing/options";
import type { CompiledUnit, Judge, Outcome } from "../types";
import { unitSourceOf } from "../unit-source";

/**
 * What an author or an object may do to harm others: an answer must come, an error must be told of the rule at fault, and
 * a neighbour in the same batch must be judged as ever. Written by a tenant (sandbox) or built in (the fast evaluator where
 * it can). Which of two limits is met first depends on the machine.
 */

const options = testCompilerOptions(process.env.OPA_PATH);
const compiler = createCompiler(options);
const linker = createLinker(options);
const units = new Map<string, CompiledUnit>();
const judge: Judge = createJudge({
  source: unitSourceOf(units),
  threads: 2,
  deadlineMs: 2_000,
  memoryMiBMax: 128,
  resultBytesMax: 256 * 1024,
});

afterAll(() => judge.close());

type Origin = "tenant" | "built-in";

async function digestOf(origin: Origin, name: string, rules: string): Promise<string> {
  const modules = { "template.rego": `package hostile.${name}\n\n${rules}\n` };
  if (origin === "tenant") {
    const compiled = await compiler.compile({ modules, regoVersion: "v1" });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
    units.set(compiled.unit.digest, compiled.unit);
    return compiled.unit.digest;
  }
  const linked = await linker.link([{ key: name, modules }]);
  const unit = linked.units.get(name);
  if (unit === undefined) throw new Error(JSON.stringify([...linked.broken]));
  units.set(unit.digest, unit);
  return unit.digest;
}

const NEIGHBOUR = 'violation contains "bad" if input.kind == "Bad"';

/** Judges an object by a hostile rule and by a neighbour, and again by the neighbour alone; the neighbour must be right. */
async function judgeHostile(origin: Origin, rules: string, json = '{"kind":"Bad"}'): Promise<Outcome> {
  const hostile = await digestOf(origin, "rule", rules);
  const neighbour = await digestOf(origin, "neighbour", NEIGHBOUR);
  const policies = [
    { key: "hostile", unitDigest: hostile, parameters: {} },
    { key: "neighbour", unitDigest: neighbour, parameters: {} },
  ];
  const objects = [
    { key: "first", json: '{"kind":"Bad"}', policyKeys: ["neighbour"] },
    { key: "it", json, policyKeys: ["hostile"] },
    { key: "last", json: '{"kind":"Good"}', policyKeys: ["neighbour"] },
  ];
  const [first, it, last] = await judge.judge({ objects, policies });
  expect(first?.outcome.status).toBe("violating");
  expect(last?.outcome.status).toBe("compliant");
  const [later] = await judge.judge({ objects: objects.slice(0, 1), policies });
  expect(later?.outcome.status).toBe("violating");
  if (it === undefined) throw new Error("The hostile rule was not answered");
  return it.outcome;
}

const codeOf = (outcome: Outcome) => (outcome.status === "error" ? outcome.error.code : outcome.status);
const big = (characters: number) => JSON.stringify({ kind: "Bad", text: "x".repeat(characters) });
const nested = (levels: number) => `{"kind":"Bad","deep":${"[".repeat(levels)}${"]".repeat(levels)}}`;

const LIMITS = ["timeout", "memory_limit", "result_limit"];

describe.each<Origin>(["tenant", "built-in"])("a rule (%s) that", (origin) => {
  test.each([
    [
      "never comes to an end",
      `n := numbers.range(1, 4000)
violation contains "never" if {
	some a in n
	some b in n
	some c in n
	a + b + c == -1
}`,
    ],
    [
      "makes an endless number of pairs",
      `n := numbers.range(1, 100000)
violation contains "never" if count([1 | some a in n; some b in n; a == b + 0.5]) > 0`,
    ],
    ["doubles an array again and again", doubling("array.concat(x, x)", "[1, 2, 3, 4]", "count(x) < 0")],
    ["doubles a text again and again", doubling('concat("", [x, x])', '"0123456789abcdef"', 'x == "0"')],
    [
      "builds a set of everything",
      `n := numbers.range(1, 3000)
violation contains "never" if count({[a, b] | some a in n; some b in n}) < 0`,
    ],
    [
      "asks for a range without end",
      'violation contains "never" if count(numbers.range(0, 1000000000000)) < 0',
    ],
    ["answers more than may be answered", "violation contains numbers.range(0, 200000)"],
    [
      "answers with a text that is too long",
      doubling('concat("", [x, x])', '"0123456789abcdef"', "true", 18, "violation contains x"),
    ],
    [
      "replaces itself into gigabytes",
      `t := sprintf("%100000d", [1])
violation contains "never" if replace(replace(t, " ", t), " ", t) == ""`,
    ],
  ])("%s is stopped", async (_name, rules) => {
    expect(LIMITS).toContain(codeOf(await judgeHostile(origin, rules)));
  });

  test("matches an exponential pattern is judged in linear time", async () => {
    const rule = 'violation contains "match" if regex.match("^(a+)+$", input.text)';
    const json = JSON.stringify({ kind: "Bad", text: `${"a".repeat(5_000)}!` });
    expect(await judgeHostile(origin, rule, json)).toEqual({ status: "compliant" });
  });

  test("asks for absurd padding is told so, as by Go", async () => {
    const outcome = await judgeHostile(origin, 'violation contains sprintf("%999999999d", [1])');
    expect(outcome).toMatchObject({
      status: "violating",
      occurrences: [{ message: "%!(NOVERB)%!(EXTRA int64=1)" }],
    });
  });

  test("compiles a pattern of absurd size harms nobody", async () => {
    const rule = 'violation contains "match" if regex.match("((a{1,100}){1,100}){1,100}", input.text)';
    expect(["compliant", ...LIMITS]).toContain(codeOf(await judgeHostile(origin, rule, big(10))));
  });

  test("matches 10 MB with patterns of many states harms nobody", async () => {
    const rule = `violation contains p if {
  some p in ["(a|b)*a(a|b){14}c", "(?i)(x+x+)+y", "(a*)*$", "^(a|aa)+!"]
  regex.match(p, input.text)
}`;
    expect(["compliant", "violating", ...LIMITS]).toContain(
      codeOf(await judgeHostile(origin, rule, big(10))),
    );
  });

  test("asks hundreds of patterns of many states in turn harms nobody", async () => {
    const rule = `text := concat("", [x | some i in numbers.range(1, 2000); x := ["a", "b"][(i * i) % 7 % 2]])
violation contains "match" if {
  some i in numbers.range(1, 600)
  regex.match(sprintf("(a|b)*a(a|b){%d}c%d", [(i % 20) + 5, i]), text)
}`;
    expect(["compliant", ...LIMITS]).toContain(codeOf(await judgeHostile(origin, rule)));
  });

  test("finds a match in each character of a long text harms nobody", async () => {
    const rule = `violation contains "some" if count(regex.find_all_string_submatch_n("(.)", input.text, -1)) > 0
violation contains "glob" if glob.match("*a*a*a*a*a*a*a*a*b", [], input.text)`;
    expect(["violating", ...LIMITS]).toContain(codeOf(await judgeHostile(origin, rule, big(2))));
  });

  test("unmarshals deeply nested JSON and YAML harms nobody", async () => {
    const rule = `violation contains "json" if json.unmarshal(input.text)
violation contains "yaml" if yaml.unmarshal(input.text)`;
    const json = JSON.stringify({ kind: "Bad", text: "[".repeat(50_000) + "]".repeat(50_000) });
    expect(["compliant", "violating", ...LIMITS]).toContain(codeOf(await judgeHostile(origin, rule, json)));
  });

  test("has thousands of rules is judged", async () => {
    const rules = Array.from(
      { length: 3_000 },
      (_, index) => `violation contains "r${index}" if input.n == ${index}`,
    );
    const outcome = await judgeHostile(origin, rules.join("\n"), '{"kind":"Bad","n":2999}');
    expect(outcome).toMatchObject({ status: "violating", occurrences: [{ message: "r2999" }] });
  });

  test("calls a chain of a thousand functions is judged", async () => {
    const chain = Array.from({ length: 1_000 }, (_, index) => `f${index}(x) := f${index + 1}(x + 1)`);
    const rules = `${chain.join("\n")}\nf1000(x) := x\nviolation contains "end" if f0(0) == 1000`;
    expect(["violating", ...LIMITS]).toContain(codeOf(await judgeHostile(origin, rules)));
  });
});

describe.each<Origin>(["tenant", "built-in"])("an object judged by a rule (%s)", (origin) => {
  const walks = 'violation contains "found" if { some p; walk(input, [p, "needle"]) }';
  const reads = 'violation contains "long" if count(input.text) > 100';

  test("with a text of 10 MB is judged", async () => {
    expect(codeOf(await judgeHostile(origin, reads, big(10 * 1024 * 1024)))).toBe("violating");
  });

  test("of 5 MB in a hundred thousand parts is judged", async () => {
    const parts = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, index) => [`key-${index}`, { value: `some text ${index}`, index }]),
    );
    const json = JSON.stringify({ kind: "Bad", ...parts, text: "x".repeat(101) });
    expect(codeOf(await judgeHostile(origin, reads, json))).toBe("violating");
  });

  test.each([200, 10_000, 100_000])("nested %i deep is judged or refused", async (levels) => {
    const codes = ["compliant", "invalid_input", ...LIMITS];
    expect(codes).toContain(codeOf(await judgeHostile(origin, walks, nested(levels))));
  });

  test.each(["", "[]", "null", '{"kind":', "{'a':1}", '{"a":01}', "\u0000"])(
    "that is no JSON object (%j) is refused",
    async (json) => {
      expect(codeOf(await judgeHostile(origin, reads, json))).toBe("invalid_input");
    },
  );
});

/** A chain of functions, each of which makes twice of what it gets. */
function doubling(twice: string, start: string, condition: string, steps = 40, head?: string): string {
  const functions = Array.from({ length: steps }, (_, step) => `d${step + 1}(x) := d${step}(${twice})`);
  return `d0(x) := x\n${functions.join("\n")}\n${head ?? 'violation contains "never"'} if {\n\tx := d${steps}(${start})\n\t${condition}\n}`;
}
