import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { createCompiler } from "../compile";
import { BuiltinLimit } from "../builtins/value";
import { decodeValue, encodeValue } from "../builtins/value-text";
import { testCompilerOptions } from "../testing/options";
import { openModule } from "./open-module";
import { Sandbox } from "./sandbox";

const compiler = createCompiler(testCompilerOptions(process.env.OPA_PATH));
const ctx = { nowNs: "0", memo: new Map(), notes: [], strictErrors: false };
const text = fc.string({ unit: "grapheme" }).map((value) => JSON.stringify(value));
const number = fc.oneof(
  fc.integer().map(String),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.constantFrom("-0", "1.0", "1e3", "9007199254740993", "-9223372036854775808"),
);
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    text,
    number,
    fc.constantFrom("null", "true", "false", "set()", "{}"),
    fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
    fc.array(tie("value"), { minLength: 1, maxLength: 3 }).map((items) => `{${items.join(",")}}`),
    fc.tuple(text, tie("value")).map(([key, item]) => `{${key}:${item}}`),
  ),
}));

let sandbox: Sandbox;

async function open(rules: string): Promise<Sandbox> {
  const compiled = await compiler.compile({ modules: { "rule.rego": rules }, regoVersion: "v1" });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const limits = { memoryPagesMax: 2048, resultBytesMax: 1_000_000 };
  return new Sandbox(await openModule(compiled.unit.module.wasm), limits, () => ctx);
}

beforeAll(async () => {
  sandbox = await open("package a\nviolation contains input.x");
});

test("a value is read where it lies as its text says", () => {
  const mark = sandbox.heapMark();
  fc.assert(
    fc.property(value, (written) => {
      const address = sandbox.parseValue(written);
      expect(encodeValue(sandbox.readValue(address))).toBe(
        encodeValue(decodeValue(sandbox.dumpValue(address))),
      );
      sandbox.heapReset(mark);
    }),
    { numRuns: 2_000 },
  );
});

test("truth values are constants that outlive the heap", () => {
  const mark = sandbox.heapMark();
  sandbox.parseValue('["x", true]');
  sandbox.heapReset(mark);
  expect([true, false].map((one) => sandbox.readValue(sandbox.booleanValue(one)))).toEqual([true, false]);
});

describe("what a built-in may be given has an end", () => {
  test("in characters", () => {
    const mark = sandbox.heapMark();
    const half = JSON.stringify("x".repeat(9 * 1024 * 1024));
    expect(sandbox.readValue(sandbox.parseValue(half))).toHaveLength(9 * 1024 * 1024);
    expect(() => sandbox.readValue(sandbox.parseValue(`[${half},${half}]`))).toThrow(BuiltinLimit);
    sandbox.heapReset(mark);
  });

  test("in items, for lists that share theirs too", async () => {
    const sharing = await open(`package a
ten := [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
hundred := [ten, ten, ten, ten, ten, ten, ten, ten, ten, ten]
thousand := [hundred, hundred, hundred, hundred, hundred, hundred, hundred, hundred, hundred, hundred]
many := [thousand, thousand, thousand, thousand, thousand, thousand, thousand, thousand, thousand, thousand]
most := [many, many, many, many, many, many, many, many, many, many]
all := [most, most, most, most, most, most, most, most, most, most]
violation contains "most" if count(sprintf("%v", [most])) > 0
violation contains "all" if {
  input.all
  count(sprintf("%v", [all])) > 0
}`);
    const run = (input: string): string =>
      sharing.evaluate(
        sharing.entrypointId("a/violation"),
        sharing.parseJson(input),
        sharing.parseJson("{}"),
      );
    expect(run("{}")).toBe('{{"result": {"most"}}}');
    expect(() => run('{"all":true}')).toThrow(BuiltinLimit);
  });
});
