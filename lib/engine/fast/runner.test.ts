import { describe, expect, test } from "vitest";
import type { BuiltinContext } from "../builtins/operands";
import { RegoSet, type RecordValue, type Value } from "../builtins/value";
import { EvaluationFailure } from "../sandbox/failure";
import { askOpa, buildPlan, type Example } from "../testing/plan";
import { valueToText } from "../value-json";
import { FastProgram, FastRunner, parseInput } from ".";

const limits = { instructionsMax: 200_000, resultBytesMax: 100_000 };
const opaPath = process.env.OPA_PATH ?? "opa";
const object: RecordValue = { kind: "Deployment", parameters: "its own", spec: { n: 1, list: ["a", "b"] } };

function exampleOf(rego: string): Example {
  return { opaPath, version: "v1", modules: { "a.rego": `package a\n${rego}` } };
}

function runnerOf(rego: string, rules: readonly string[] = ["p"]): FastRunner {
  const plan = buildPlan(
    exampleOf(rego),
    rules.map((rule) => `a/${rule}`),
  );
  return new FastRunner(FastProgram.compile(plan), limits);
}

function context(strictErrors = false): BuiltinContext {
  return { nowNs: "1", memo: new Map(), notes: [], strictErrors };
}

function text(value: Value | undefined): string {
  return value === undefined ? "undefined" : valueToText(value);
}

function failureOf(work: () => unknown): string {
  try {
    work();
  } catch (cause) {
    if (cause instanceof EvaluationFailure) return cause.code;
    throw cause;
  }
  return "none";
}

describe("two evaluations of one object with different parameters", () => {
  // Each reads the parameters on another way; `shared` must be right for both evaluations.
  test.each([
    ["a reference", "shared := input.parameters.x"],
    ["object.get with a text", 'shared := object.get(input, "parameters", {}).x'],
    ["object.get with a path", 'shared := object.get(input, ["parameters", "x"], 0)'],
    [
      "object.get with a path from elsewhere",
      'key := concat("", ["para", "meters"])\nshared := object.get(input, [key, "x"], 0)',
    ],
    ["a key from a variable", 'shared := input[k].x if some k in ["parameters"]'],
    ["the input as a value", "all := input\nshared := all.parameters.x"],
    ["the input as an argument", "f(doc) := doc.parameters.x\nshared := f(input)"],
    ["a scan of the input", 'shared := v.x if { some k, v in input; k == "parameters" }'],
    ["a walk", 'shared := v if { walk(input, [path, v]); path == ["parameters", "x"] }'],
    ["a rule of a rule of a rule", "one := two\ntwo := three\nthree := input.parameters.x\nshared := one"],
    ["a function that reads it", "f(_) := input.parameters.x\nshared := f(1)"],
    ["a dynamic reference", 'rules.a.v := input.parameters.x\nshared := rules[k].v if some k in ["a"]'],
    [
      "a document mocked from it",
      "inner := input.y\nshared := v if { v := inner with input.y as input.parameters.x }",
    ],
    [
      "a mock below it",
      "inner := input.parameters.x\nshared := [v, inner] if { v := inner with input.parameters.x as 9 }",
    ],
    ["membership", 'shared := x if { some x in [1, 2]; {"x": x} in input }'],
    [
      "equality",
      'shared := x if { some x in [1, 2]; input == {"kind": "Deployment", "parameters": {"x": x}, "spec": {"n": 1, "list": ["a", "b"]}} }',
    ],
    ["json.marshal", "shared := json.unmarshal(json.marshal(input)).parameters.x"],
    ["json.filter", 'shared := json.filter(input, ["parameters/x"])'],
    ["a comprehension", "shared := [x | x := input.parameters.x]"],
    ["a default", "default shared := 0\nshared := input.parameters.x"],
    ["an else", "shared := 5 if { input.none } else := input.parameters.x"],
  ])("%s", (_name, rego) => {
    const module = `${rego}\np := ["p", shared]\nq := ["q", shared]`;
    const runner = runnerOf(module, ["p", "q"]);
    runner.openObject(object);
    const answers = [1, 2, 1].flatMap((x) =>
      ["a/p", "a/q"].map((rule) => text(runner.evaluate(rule, { x }, context()))),
    );
    const expected = [1, 2, 1].flatMap((x) => {
      const inputJson = valueToText({ ...object, parameters: { x } });
      return ["data.a.p", "data.a.q"].map((rule) => askOpa({ ...exampleOf(module), inputJson }, rule));
    });
    expect(answers).toEqual(expected);
    expect(new Set(answers).size).toBe(4);
  });

  test("the object's own member of that name counts where no parameters are given", () => {
    const runner = runnerOf("p := [input.parameters, count(input)]");
    runner.openObject(object);
    expect(text(runner.evaluate("a/p", undefined, context()))).toBe('["its own",3]');
    expect(text(runner.evaluate("a/p", {}, context()))).toBe("[{},3]");
  });
});

describe("what evaluations share", () => {
  test("a rule of the object alone is computed once for all its policies", () => {
    const runner = runnerOf(
      "slow := count([x | some x in numbers.range(1, 1000); input.kind])\np := [slow, input.parameters.x]\nq := slow",
      ["p", "q"],
    );
    runner.openObject(object);
    expect(text(runner.evaluate("a/p", { x: 1 }, context()))).toBe("[1000,1]");
    expect(runner.stepsTaken).toBeGreaterThan(1000);
    expect(text(runner.evaluate("a/p", { x: 2 }, context()))).toBe("[1000,2]");
    expect(runner.stepsTaken).toBeLessThan(10);
    expect(text(runner.evaluate("a/q", {}, context()))).toBe("1000");
    expect(runner.stepsTaken).toBeLessThan(10);
    runner.openObject({ ...object });
    expect(text(runner.evaluate("a/q", {}, context()))).toBe("1000");
    expect(runner.stepsTaken).toBeGreaterThan(1000);
  });

  test("a rule of nothing but data is computed once for all objects", () => {
    const runner = runnerOf(
      "index := {x: true | some x in numbers.range(1, data.n)}\np := index[input.spec.n]",
    );
    runner.setData({ n: 1000 });
    runner.openObject({ spec: { n: 1 } });
    expect(text(runner.evaluate("a/p", {}, context()))).toBe("true");
    expect(runner.stepsTaken).toBeGreaterThan(1000);
    runner.openObject({ spec: { n: 1001 } });
    expect(text(runner.evaluate("a/p", {}, context()))).toBe("undefined");
    expect(runner.stepsTaken).toBeLessThan(10);
    runner.setData({ n: 2000 });
    expect(text(runner.evaluate("a/p", {}, context()))).toBe("true");
  });

  test("a rule of nothing but the parameters is computed once for all objects with the same parameters", () => {
    const runner = runnerOf(
      "index := {x: true | some x in numbers.range(1, input.parameters.n)}\np := [index[input.spec.n], is_low(input.spec.n)]\nis_low(n) := n < input.parameters.n",
    );
    const [many, few] = [{ n: 1000 }, { n: 2 }];
    const ask = (n: number, parameters: Value): string => {
      runner.openObject({ spec: { n } });
      return text(runner.evaluate("a/p", parameters, context()));
    };
    expect(ask(1, many)).toBe("[true,true]");
    expect(runner.stepsTaken).toBeGreaterThan(1000);
    expect(ask(1000, many)).toBe("[true,false]");
    expect(runner.stepsTaken).toBeLessThan(20);
    expect(ask(2, few)).toBe("[true,false]");
    expect(ask(1, few)).toBe("[true,true]");
    expect(ask(1000, few)).toBe("undefined");
    expect(ask(2, many)).toBe("[true,true]");
    expect(text(runner.evaluateQuery("a/p", { parameters: { n: 1 }, spec: { n: 1 } }, {}, context()))).toBe(
      "[true,false]",
    );
  });

  test("objects that are open beside each other keep what is theirs", () => {
    const runner = runnerOf(
      "slow := count([x | some x in numbers.range(1, 1000); input.kind])\nmembers(list) := {x | some x in list; input.kind}\nk := [slow, input.kind, data.d, members(input.list)]\np := [k, input.parameters.x]",
    );
    const list = ["x"];
    const expected = (kind: string, d: number, x: number): string => `[[1000,"${kind}",${d},["x"]],${x}]`;
    runner.setData({ d: 1 });
    runner.openObject({ kind: "A", list }, 0);
    runner.openObject({ kind: "B", list }, 1);
    const ask = (slot: number, x: number): string => {
      runner.useObject(slot);
      return text(runner.evaluate("a/p", { x }, context()));
    };
    expect([ask(0, 1), ask(1, 1)]).toEqual([expected("A", 1, 1), expected("B", 1, 1)]);
    expect([ask(0, 2), runner.stepsTaken < 50]).toEqual([expected("A", 1, 2), true]);
    expect([ask(1, 2), runner.stepsTaken < 50]).toEqual([expected("B", 1, 2), true]);
    runner.setData({ d: 2 });
    expect([ask(0, 3), ask(1, 3)]).toEqual([expected("A", 2, 3), expected("B", 2, 3)]);
    runner.openObject({ kind: "C", list }, 1);
    expect([ask(1, 4), ask(0, 4)]).toEqual([expected("C", 2, 4), expected("A", 2, 4)]);
    runner.forget();
    runner.openObject({ kind: "D", list });
    expect(text(runner.evaluate("a/p", { x: 5 }, context()))).toBe("undefined");
  });

  test("a function that is mostly asked what it does not know answers the same", () => {
    const runner = runnerOf(
      "twice(list) := [x | some x in [list[0], list[0]]]\np := [twice(y) | some y in input.lists]",
    );
    for (let round = 0; round < 3; round++) {
      const lists = Array.from({ length: 400 }, (_unused, index) => [index + round]);
      runner.openObject({ lists });
      expect(text(runner.evaluate("a/p", {}, context()))).toBe(JSON.stringify(lists.map(([x]) => [x, x])));
    }
  });

  test("another object and other data are seen", () => {
    const runner = runnerOf("k := input.kind\nd := data.inventory.n\nboth := [k, d]\np := both");
    runner.openObject({ kind: "A" });
    runner.setData({ inventory: { n: 1 } });
    expect(text(runner.evaluate("a/p", {}, context()))).toBe('["A",1]');
    runner.setData({ inventory: { n: 2 } });
    expect(text(runner.evaluate("a/p", {}, context()))).toBe('["A",2]');
    runner.openObject({ kind: "B" });
    expect(text(runner.evaluate("a/p", {}, context()))).toBe('["B",2]');
    expect(text(runner.evaluateQuery("a/p", { kind: "C" }, { inventory: { n: 3 } }, context()))).toBe(
      '["C",3]',
    );
    expect(text(runner.evaluateQuery("a/p", undefined, {}, context()))).toBe("undefined");
  });

  test("an abort inside a mocked document leaves nothing behind", () => {
    const module =
      'k := input.kind\nd := data.n\nboom := x if { some x in [input.kind, d] }\np := x if { x := boom with input.kind as "mocked" with data.n as 7 }\nq := [k, d]';
    const runner = runnerOf(module, ["p", "q"]);
    runner.setData({ n: 1 });
    runner.openObject(object);
    expect(text(runner.evaluate("a/q", {}, context()))).toBe('["Deployment",1]');
    expect(failureOf(() => runner.evaluate("a/p", {}, context()))).toBe("eval_conflict_error");
    expect(text(runner.evaluate("a/q", {}, context()))).toBe('["Deployment",1]');
    expect(object).toEqual({ kind: "Deployment", parameters: "its own", spec: { n: 1, list: ["a", "b"] } });
  });

  test("the time of one evaluation is not the time of the next", () => {
    const runner = runnerOf("now := time.now_ns()\np := now");
    runner.openObject(object);
    expect(text(runner.evaluate("a/p", {}, { ...context(), nowNs: "5" }))).toBe("5");
    expect(text(runner.evaluate("a/p", {}, { ...context(), nowNs: "6" }))).toBe("6");
  });

  test("what is remembered of calls holds for other operands and other objects", () => {
    const rego = [
      'scan(x) := count(regex.split(",", x))',
      'pair(x, y) := sprintf("%v:%v", [sum(x), y])',
      "whole(x) := [sum(x), input.spec.n]",
      "p := [[scan(t) | some t in input.texts], [pair(l, n) | some l in input.lists; some n in [1, 1.0, true, null]], [whole(l) | some l in input.lists]]",
    ].join("\n");
    const runner = runnerOf(rego);
    const texts = Array.from({ length: 30 }, (_, index) => "a,".repeat(index % 12));
    const lists = Array.from({ length: 30 }, (_, index) => [index % 7, 1]);
    for (const n of [1, 2]) {
      const input = { spec: { n }, texts: [...texts, `${n}`], lists: [...lists, [n, n]] };
      runner.openObject(input);
      const expected = askOpa({ ...exampleOf(rego), inputJson: valueToText(input) }, "data.a.p");
      expect(text(runner.evaluate("a/p", undefined, context()))).toBe(expected);
    }
  });

  test("whether errors count is not remembered", () => {
    const runner = runnerOf(
      "zero := 0\nconst := 1 / zero\nobj := 1 / (input.spec.n - 1)\np := [x | x := const]\nq := [x | x := obj]",
      ["p", "q"],
    );
    runner.openObject(object);
    for (const rule of ["a/p", "a/q"]) {
      expect(text(runner.evaluate(rule, {}, context()))).toBe("[]");
      expect(failureOf(() => runner.evaluate(rule, {}, context(true)))).toBe("eval_builtin_error");
      expect(text(runner.evaluate(rule, {}, context()))).toBe("[]");
    }
  });
});

describe("limits", () => {
  test.each([
    [
      "nested loops",
      "p := count([1 | some a in r; some b in r; some c in r; a + b + c > 0])\nr := numbers.range(1, 1000)",
    ],
    ["a range that is too long", "p := count(numbers.range(1, 100000000))"],
    [
      "membership in loops",
      "p := count([1 | some a in r; not {a} in s])\nr := numbers.range(1, 2000)\ns := [{x, x + 5000} | some x in r]",
    ],
    [
      "text that doubles",
      `p := count(x20)\nx0 := "${"x".repeat(1000)}"\n${doubling(20, (x) => `concat("", [${x}, ${x}])`)}`,
    ],
    [
      "comparing values that are shared inside",
      `p if x40 == y40\nx0 := [input.kind]\n${doubling(40, (x) => `array.concat([${x}], [${x}])`)}\n${doubling(40, (x) => `array.concat([${x}], [${x}])`, "y")}\ny0 := [input.kind]`,
    ],
  ])("%s end at the budget", (_name, rego) => {
    const runner = runnerOf(rego);
    runner.openObject(object);
    expect(["timeout", "memory_limit"]).toContain(failureOf(() => runner.evaluate("a/p", {}, context())));
    expect(failureOf(() => runner.evaluate("a/p", {}, context()))).not.toBe("none");
  });

  test("a result that unfolds to more than its limit is refused", () => {
    const runner = runnerOf(
      `p := x40\nx0 := [input.kind]\n${doubling(40, (x) => `array.concat([${x}], [${x}])`)}`,
    );
    runner.openObject(object);
    expect(failureOf(() => runner.evaluate("a/p", {}, context()))).toBe("result_limit");
  });

  test("input that is nested too deep is an error, not a crash", () => {
    let deep: Value = 1;
    let twin: Value = 1;
    for (let depth = 0; depth < 100_000; depth++) [deep, twin] = [[deep], [twin]];
    const runner = runnerOf("p if input.a == input.b");
    runner.openObject({ a: deep, b: twin });
    expect(failureOf(() => runner.evaluate("a/p", {}, context()))).toBe("memory_limit");
    runner.openObject({ a: 1, b: 1 });
    expect(text(runner.evaluate("a/p", {}, context()))).toBe("true");
  });

  test("an empty set of violations is the set itself", () => {
    const runner = runnerOf("violation contains x if { some x in input.none }", ["violation"]);
    runner.openObject(object);
    const result = runner.evaluate("a/violation", {}, context());
    expect(result).toBeInstanceOf(RegoSet);
    expect(result instanceof RegoSet && result.size).toBe(0);
  });
});

// With `array.concat`, whose type is any array: OPA's type checker unfolds literals.
function doubling(levels: number, next: (before: string) => string, name = "x"): string {
  return Array.from(
    { length: levels },
    (_, index) => `${name}${index + 1} := ${next(`${name}${index}`)}`,
  ).join("\n");
}

describe("input", () => {
  test.each([
    '{"a":1,"b":[1.5,-2,0.25,100],"c":"1.50 2e3"}',
    '{"a":1.0}',
    "[1e3, 0.10,-0,9007199254740993, 12345678901234567890]",
    "-0",
    '{"digest":"sha256:3e5f1234567890123456","image":"a:1.25","list":["x:1.0,2.0"]}',
    '{"a" : 1.10 , "b":\n2E+5}',
    '{"__proto__":{"x":1.0},"s":"\\":1.0"}',
  ])("%s keeps the text of its numbers", (json) => {
    const wanted = json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
    expect(valueToText(parseInput(json))).toBe(wanted);
  });

  test.each(["", "{", "[1.0,]", "1.", "01.0", "nul", "[1e]"])("%j is no JSON", (json) => {
    expect(() => parseInput(json)).toThrow(SyntaxError);
  });
});
