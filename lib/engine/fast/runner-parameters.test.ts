import { describe, expect, test } from "vitest";
import { context, object, testRules, text } from "../testing/fast-runner";
import { askOpa } from "../testing/plan";
import { valueToText } from "../value-json";

const { exampleOf, runnerOf } = testRules(process.env.OPA_PATH);

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
    ["an argument of an argument", "f(doc) := g(doc)\ng(doc) := doc.parameters.x\nshared := f(input)"],
    [
      "an argument under another name",
      "f(doc) := x if { other := doc; x := other.parameters.x }\nshared := f(input)",
    ],
    ["an argument that is answered", "f(doc) := doc if doc.kind\nshared := f(input).parameters.x"],
    ["an argument that is wrapped", "f(doc) := [doc] if doc.kind\nshared := f(input)[0].parameters.x"],
    [
      "an argument that is scanned",
      "f(doc) := [k | some k, _ in doc; k != doc.kind]\nshared := [count(f(input)), input.parameters.x]",
    ],
    [
      "an argument that is compared",
      'f(doc) if { doc.kind; doc == {"kind": "Deployment", "parameters": {"x": 1}, "spec": {"n": 1, "list": ["a", "b"]}} }\nshared := object.get({true: "one"}, f(input), 0) if f(input)\nelse := "two"',
    ],
    ["object.get of an argument", 'f(doc) := object.get(doc, ["parameters", "x"], 0)\nshared := f(input)'],
    [
      "object.get of an argument with a path from elsewhere",
      'f(doc) := [object.get(doc, [key, "x"], 0) | some key in ["parameters"]]\nshared := f(input)',
    ],
    [
      "an argument of which the members are told",
      "f(doc) := count(doc)\nshared := [f(input), input.parameters.x]",
    ],
    [
      "an argument with a mock",
      "f(doc) := doc.parameters.x\nshared := [v, w] if { v := f(input) with input.parameters.x as 9; w := f(input) }",
    ],
    [
      "an argument that gets a member",
      'f(doc) := object.union(doc, {"y": doc.kind}).parameters.x\nshared := f(input)',
    ],
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

  test("what a function says of the object's other members is asked once for all parameters", () => {
    const rego = [
      'work(doc) := count([1 | some item in doc.spec.list; some _ in numbers.range(1, 500); item != "c"])',
      "again(doc) := work(doc) if { same := doc; same.kind }",
      "p := [again(input), work(input), input.parameters.x]",
    ].join("\n");
    const runner = runnerOf(rego);
    runner.openObject(object);
    const steps = [1, 2].map((x) => {
      expect(text(runner.evaluate("a/p", { x }, context()))).toBe(`[1000,1000,${x}]`);
      return runner.stepsTaken;
    });
    expect(steps[0]).toBeGreaterThan(1_000);
    expect(steps[1]).toBeLessThan(50);
  });

  test("the object's own member of that name counts where no parameters are given", () => {
    const runner = runnerOf("p := [input.parameters, count(input)]");
    runner.openObject(object);
    expect(text(runner.evaluate("a/p", undefined, context()))).toBe('["its own",3]');
    expect(text(runner.evaluate("a/p", {}, context()))).toBe("[{},3]");
  });
});
