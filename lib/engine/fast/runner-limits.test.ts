import { describe, expect, test } from "vitest";
import { RegoSet, type Value } from "../builtins/value";
import { context, failureOf, object, testRules, text } from "../testing/fast-runner";

const { runnerOf } = testRules(process.env.OPA_PATH);

// With `array.concat`, whose type is any array: OPA's type checker unfolds literals.
function doubling(levels: number, next: (before: string) => string, name = "x"): string {
  return Array.from(
    { length: levels },
    (_, index) => `${name}${index + 1} := ${next(`${name}${index}`)}`,
  ).join("\n");
}

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
