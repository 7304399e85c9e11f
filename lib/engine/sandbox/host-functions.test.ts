import fc from "fast-check";
import { expect, test } from "vitest";
import { createCompiler } from "../compile";
import { evaluateQuery } from "../query";
import { testCompilerOptions } from "../testing/options";
import type { CompiledUnit } from "../types";
import { withHostFunctions } from "./host-functions";
import { hostFunctions, strictFunctions, type HostFunction } from "./library-functions";
import { readImports } from "./module-imports";
import { WasmFormatError, WasmReader } from "./wasm-reader";

const compiler = createCompiler(testCompilerOptions(process.env.OPA_PATH));
const limits = { memoryPagesMax: 1024, resultBytesMax: 1024 * 1024 };
const everyCall = `package a
violation contains "match" if regex.match(input.p, input.t)
violation contains "valid" if regex.is_valid(input.p)
violation contains "found" if regex.find_all_string_submatch_n(input.p, input.t, -1) != []
violation contains "glob" if glob.match("a*", [], input.t)
violation contains json.unmarshal(json.marshal(input))
violation contains concat(", ", [$"{input.t}", base64.decode(input.t), base64url.decode(input.t), format_int(input.n, 2)])
violation contains [abs(input.n), round(input.n), ceil(input.n), floor(input.n), indexof(input.t, "a"), replace(input.t, "a", "b"), strings.replace_n(input.m, input.t), base64.is_valid(input.t)]
violation contains [input.n + 1, input.n - 1, input.n * 2, input.n / 2, sum([input.n]), product([input.n])]
violation contains [json.filter(input, ["a"]), json.remove(input, ["a"])]`;

/** What has an answer for a boolean, or for whatever it is given. */
const ANSWERING = new Set(["json.marshal", "regex.is_valid", "base64.is_valid", "to_number"]);

async function unitOf(text: string): Promise<CompiledUnit> {
  const compiled = await compiler.compile({ modules: { "rule.rego": text }, regoVersion: "v1" });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  return compiled.unit;
}

async function ask(text: string, input: unknown, strictErrors = false): Promise<unknown> {
  const query = { inputJson: JSON.stringify(input), dataJson: "{}", nowNs: "0", strictErrors };
  const answer = await evaluateQuery(await unitOf(text), query, limits);
  return answer.status === "defined" ? answer.value : answer;
}

/** First and last place that differ, and how many do. */
function changed(before: Uint8Array, after: Uint8Array): { first: number; last: number; count: number } {
  let [first, last, count] = [-1, -1, 0];
  for (let place = 0; place < before.length; place++) {
    if (before[place] === after[place]) continue;
    if (first < 0) first = place;
    last = place;
    count += 1;
  }
  return { first, last, count };
}

test("in what OPA makes, one body for each function changes and nothing else", async () => {
  const { wasm } = (await unitOf(everyCall)).module;
  const before = Uint8Array.from(wasm);
  const ranges = hostFunctions.map((one, place) => {
    const patched = withHostFunctions(wasm, [one]);
    expect(patched.length).toBe(wasm.length);
    return { ...changed(wasm, patched), patched, place };
  });
  ranges.sort((a, b) => a.first - b.first);
  for (const [index, { first, last, count, patched, place }] of ranges.entries()) {
    expect(count).toBeGreaterThan(0);
    expect(first).toBeGreaterThan(ranges[index - 1]?.last ?? 0);
    // A body ends with its `end`, before which the rest of its room does nothing.
    const codeBytes = hostFunctions[place]?.shortcut === undefined ? 16 : 200;
    expect(patched.slice(first + codeBytes, last + 1).every((byte) => byte === 1)).toBe(true);
    // What was there may have been such an instruction already.
    expect(patched.slice(last + 1).find((byte) => byte !== 1)).toBe(0x0b);
  }
  const all = withHostFunctions(wasm, hostFunctions);
  expect(changed(wasm, all).count).toBe(ranges.reduce((sum, { count }) => sum + count, 0));
  expect(WebAssembly.validate(all)).toBe(true);
  expect(Buffer.from(wasm).equals(before)).toBe(true);
});

test("a module that calls none of them stays as it is", async () => {
  const { wasm } = (await unitOf('package a\nviolation contains "x" if input.x')).module;
  expect(changed(wasm, withHostFunctions(wasm, hostFunctions)).count).toBe(0);
});

test.each([
  ["a rule", "package opa_regex_match\nopa_regex_match(a, b) := [a, b]"],
  ["a quoted rule", 'package a["opa_regex_match"]["opa_glob_match"]\nopa_regex_match(a, b) := [a, b]'],
  [
    "two rules",
    "package data.opa_regex_match\nopa_regex_match(a, b) := [a, b]\nopa_glob_match(a, b, c) := [a, b, c]",
  ],
])("%s of that name is none of the functions", async (_name, rules) => {
  const text = `${rules}
violation contains opa_regex_match("x", input.t)
violation contains "match" if regex.match("^b+$", input.t)`;
  expect(await ask(text, { t: "bb" })).toEqual(["match", ["x", "bb"]]);
});

test("patterns have Go's meaning: a NUL is a character like any other", async () => {
  const text = `package a
violation contains "nul" if regex.match("a\\u0000b", input.t)
violation contains "any" if regex.match("^.$", base64.decode("/w=="))`;
  expect(await ask(text, { t: "ac" })).toEqual(["any"]);
  expect(await ask(text, { t: "a\u0000b" })).toEqual(["any", "nul"]);
});

test("texts of sets and objects have the order of values", async () => {
  const text = `package a
violation contains concat(" ", {x | some x in input})
violation contains json.marshal({x: {x} | some x in input})
violation contains $"{ {x | some x in input} }"
violation contains sprintf("%v", [{x: x | some x in input}])`;
  const names = ["c", "é", "b", "a", "🙂", "10", "9"];
  const sorted = ["10", "9", "a", "b", "c", "é", "🙂"];
  const quoted = sorted.map((name) => `"${name}"`);
  const expected = [
    sorted.join(" "),
    `{${quoted.map((name) => `${name}:[${name}]`).join(",")}}`,
    `{${quoted.join(", ")}}`,
    `{${quoted.map((name) => `${name}: ${name}`).join(", ")}}`,
  ];
  const answer = await ask(text, names);
  expect(answer).toHaveLength(expected.length);
  expect(answer).toEqual(expect.arrayContaining(expected));
});

test("decoded bytes that are no text and paths with empty parts harm nobody", async () => {
  const text = `package a
violation contains strings.reverse(base64.decode("w/9h"))
violation contains upper(base64url.decode("w_9h"))
violation contains object.keys(json.remove(input, ["", "a//b", "/"]))`;
  expect(await ask(text, { a: 1, b: 2 })).toEqual(["a\ufffd\ufffd", "\ufffd\ufffdA", ["a", "b"]]);
});

test("replacing nothing comes to an end", async () => {
  const text = `package a\nviolation contains [replace("ab", input.t, "-"), strings.replace_n({"": "+"}, "ab")]`;
  expect(await ask(text, { t: "" })).toEqual([["-a-b-", "+a+b+"]]);
});

test("an error of any built-in of the library ends a strict evaluation, and only that", async () => {
  const rules = strictFunctions.map(({ builtin, operands }) => {
    // Not even a deprecated call of the wrong type is refused by the compiler when the operands are input.
    const call = `${builtin}(${Array.from({ length: operands }, () => "input.wrong").join(", ")})`;
    return `violation["${builtin}"] { input.which == "${builtin}"; ${call} }`;
  });
  const source = { modules: { "rule.rego": `package a\n${rules.join("\n")}` }, regoVersion: "v0" } as const;
  const compiled = await compiler.compile(source);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const answers = async (strictErrors: boolean) => {
    const found: string[] = [];
    for (const { builtin } of strictFunctions) {
      const inputJson = JSON.stringify({ which: builtin, wrong: false });
      const query = { inputJson, dataJson: "{}", nowNs: "0", strictErrors };
      const answer = await evaluateQuery(compiled.unit, query, limits);
      if (answer.status === "error") found.push(`${builtin} ${answer.error.code}`);
    }
    return found;
  };
  const calls = strictFunctions.filter(({ builtin }) => !ANSWERING.has(builtin));
  expect(await answers(true)).toEqual(calls.map(({ builtin }) => `${builtin} eval_type_error`));
  expect(await answers(false)).toEqual([]);
}, 60_000);

test("hundreds of patterns are right whatever their order", async () => {
  const text = `package a
hits := [i | some i in numbers.range(0, 399); regex.match(sprintf("^(%d|x)+$", [i]), sprintf("x%d", [i]))]
again := [i | some i in hits; not regex.match(sprintf("^(%d|x)+$", [i]), "y")]
violation contains count(again)`;
  expect(await ask(text, {})).toEqual([400]);
});

test("an error of a pattern ends a strict evaluation, and makes the call undefined in any other", async () => {
  const text = `package a
violation contains "match" if regex.match("a[", input.t)
violation contains "no match" if not regex.match("a[", input.t)`;
  expect(await ask(text, { t: "a" })).toEqual(["no match"]);
  expect(await ask(text, { t: "a" }, true)).toMatchObject({
    status: "error",
    error: { code: "eval_builtin_error" },
  });
});

/** A module with one import and two functions, the first of which is called `opa_regex_match`. */
function smallModule(options: {
  readonly hostOperands?: number;
  readonly operands?: number;
  readonly names?: readonly (readonly [number, string])[];
  readonly nops?: number;
}): Uint8Array {
  const { hostOperands = 4, operands = 2, names = [[1, "opa_regex_match"]], nops = 20 } = options;
  const type = (count: number): number[] => [
    0x60,
    count,
    ...Array.from({ length: count }, () => 0x7f),
    1,
    0x7f,
  ];
  const name = (text: string): number[] => [text.length, ...Buffer.from(text)];
  const section = (id: number, content: readonly number[]): number[] => [id, content.length, ...content];
  const body = [0, ...Array.from({ length: nops }, () => 1), 0x41, 7, 0x0b];
  const code = [body.length, ...body];
  const map = [names.length, ...names.flatMap(([position, text]) => [position, ...name(text)])];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [2, ...type(hostOperands), ...type(operands)]),
    ...section(2, [1, ...name("env"), ...name("opa_builtin2"), 0, 0]),
    ...section(3, [2, 1, 1]),
    ...section(7, [1, ...name("f"), 0, 1]),
    ...section(10, [2, ...code, ...code]),
    ...section(0, [...name("name"), 1, map.length, ...map]),
  ]);
}

const [match] = hostFunctions;
const onlyMatch: readonly HostFunction[] = match === undefined ? [] : [match];

test("the call gives the host its number and the operands in order, and answers what it answers", async () => {
  const patched = withHostFunctions(smallModule({}), onlyMatch);
  const calls: number[][] = [];
  const env = { opa_builtin2: (...operands: number[]) => calls.push(operands) + 41 };
  const { instance } = await WebAssembly.instantiate(patched, { env });
  const run = instance.exports.f;
  const answer: unknown = typeof run === "function" ? Reflect.apply(run, undefined, [123456, -5]) : null;
  expect(answer).toBe(42);
  expect(calls).toEqual([[match?.id, 0, 123456, -5]]);
});

test.each([
  ["of another type", smallModule({ operands: 3 })],
  ["whose host call is of another type", smallModule({ hostOperands: 3 })],
  [
    "that has two places",
    smallModule({
      names: [
        [1, "opa_regex_match"],
        [2, "opa_regex_match"],
      ],
    }),
  ],
  ["that is an import", smallModule({ names: [[0, "opa_regex_match"]] })],
  ["that is not there", smallModule({ names: [[9, "opa_regex_match"]] })],
  ["that is too short", smallModule({ nops: 2 })],
])("a function %s stays as it is", (_name, wasm) => {
  expect(WebAssembly.validate(Uint8Array.from(wasm))).toBe(true);
  expect(withHostFunctions(wasm, onlyMatch)).toEqual(wasm);
});

test("damaged modules are refused or keep their length, and nothing else happens", () => {
  const whole = smallModule({});
  const damage = fc.tuple(
    fc.nat({ max: whole.length }),
    fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat(255))),
  );
  fc.assert(
    fc.property(damage, ([length, bytes]) => {
      const wasm = whole.slice(0, length);
      for (const [place, byte] of bytes) if (place < length) wasm[place] = byte;
      try {
        expect(withHostFunctions(wasm, onlyMatch).length).toBe(length);
        expect(readImports(wasm).memoryPagesMin).toBeGreaterThanOrEqual(0);
      } catch (cause) {
        expect(cause).toBeInstanceOf(WasmFormatError);
      }
    }),
    { numRuns: 5_000 },
  );
});

test("numbers are read as they are written, up to 32 bits", () => {
  const encode = (value: number): number[] =>
    value < 128 ? [value] : [(value % 128) + 128, ...encode(Math.floor(value / 128))];
  fc.assert(
    fc.property(fc.nat({ max: 0xffff_ffff }), (value) => {
      const reader = new WasmReader(Uint8Array.from(encode(value)));
      expect(reader.unsigned()).toBe(value);
      expect(reader.atEnd()).toBe(true);
    }),
  );
  expect(() => new WasmReader(Uint8Array.from(encode(0x1_0000_0000))).unsigned()).toThrow(WasmFormatError);
  expect(() => new WasmReader(Uint8Array.from([0x80])).unsigned()).toThrow(WasmFormatError);
});

test("a built-in may be given a whole entity, and not more", async () => {
  const text = "package a\nviolation contains count(json.marshal(input))";
  const input = (bytes: number) => ({ a: "x".repeat(bytes) });
  const roomy = { memoryPagesMax: 2048, resultBytesMax: 1024 };
  const asked = async (bytes: number) =>
    evaluateQuery(
      await unitOf(text),
      { inputJson: JSON.stringify(input(bytes)), dataJson: "{}", nowNs: "0", strictErrors: false },
      roomy,
    );
  const size = 3 * 1024 * 1024;
  expect(await asked(size)).toEqual({ status: "defined", value: [size + '{"a":""}'.length] });
  expect(await asked(2 * size)).toMatchObject({ status: "error", error: { code: "memory_limit" } });
});
