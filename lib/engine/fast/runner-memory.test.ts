import { describe, expect, test } from "vitest";
import type { Value } from "../builtins/value";
import { context, failureOf, object, testRules, text } from "../testing/fast-runner";
import { askOpa } from "../testing/plan";
import { valueToText } from "../value-json";

const { exampleOf, runnerOf } = testRules(process.env.OPA_PATH);

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
