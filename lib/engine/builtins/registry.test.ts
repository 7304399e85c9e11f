import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { getString, parseJson, getOwn } from "../../domain/json";
import { isForbiddenBuiltin } from "../compiler/forbidden";
import { jsonElements } from "../json-text";
import { testContext } from "../testing/call-opa";
import { builtinNames, findBuiltin } from "./registry";
import { BuiltinLimit } from "./value";

/** Built-ins of OPA that are neither here nor forbidden, and why. */
const leftOut = new Map([
  ["internal.test_case", "marks the cases of a test for opa test; no rule calls it"],
  ["print", "compiled to internal.print"],
  ["rego.metadata.chain", "replaced by its value when the rule is compiled"],
  ["rego.metadata.rule", "replaced by its value when the rule is compiled"],
]);

test("every built-in of OPA is implemented, forbidden or left out for a reason", () => {
  const output = execFileSync(process.env.OPA_PATH ?? "opa", ["capabilities", "--current"], {
    encoding: "utf8",
  });
  const names = jsonElements(getOwn(parseJson(output), "builtins")).map(
    (builtin) => getString(builtin, "name") ?? "",
  );
  const known = names.filter(
    (name) => builtinNames.has(name) || isForbiddenBuiltin(name) || leftOut.has(name),
  );
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  expect([...builtinNames].filter((name) => !names.includes(name))).toEqual([]);
  expect([...builtinNames].filter((name) => isForbiddenBuiltin(name) || leftOut.has(name))).toEqual([]);
});

test.each([
  ["numbers.range", 0, 1e12, null],
  ["numbers.range_step", 0, 1e15, 1],
  ["bits.lsh", 1, 1e9, null],
  ["net.cidr_expand", "10.0.0.0/8", null, null],
  ["replace", "a".repeat(100_000), "a", "b".repeat(1000)],
])("%s fails fast where its answer would be huge", (name, a, b, c) => {
  expect(() => findBuiltin(name)?.(testContext(), a, b, c, null)).toThrow(BuiltinLimit);
});

test("what makes much of little is charged for it", () => {
  for (const [name, a, b] of [
    ["numbers.range", 0, 1000],
    ["net.cidr_expand", "10.0.0.0/24", null],
    ["walk", [[1], [2], { a: 3 }], null],
    ["json.marshal", ["a".repeat(100)], null],
    ["regex.match", "a+", "a".repeat(100)],
    ["graph.reachable", { a: ["b"], b: [] }, ["a"]],
  ] as const) {
    let charged = 0;
    findBuiltin(name)?.(
      testContext((units) => (charged += units)),
      a,
      b,
      null,
      null,
    );
    expect(charged, name).toBeGreaterThanOrEqual(3);
  }
});
