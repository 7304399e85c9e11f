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
