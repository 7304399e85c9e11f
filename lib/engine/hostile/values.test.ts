import { describe, expect, test } from "vitest";
import { createQueryCompiler } from "../compile";
import { loadProgram, QueryRunner, type QueryAnswer } from "../query-program";
import { testCompilerOptions } from "../testing/options";
import { askOpa } from "../testing/plan";

/** Names, texts and numbers made to be taken for something else: all three evaluators must read the same in them. */

const options = testCompilerOptions(process.env.OPA_PATH);
const compiler = createQueryCompiler(options);
const limits = { memoryPagesMax: 4096, resultBytesMax: 16 * 1024 * 1024 };
const runners = {
  sandbox: new QueryRunner(limits, "sandbox"),
  fast: new QueryRunner(limits, "fast"),
};

async function answersOf(rules: string, inputJson: string, dataJson = "{}") {
  const modules = { "a.rego": `package a\n\n${rules}\n` };
  const example = { opaPath: options.opaPath, version: "v1", modules, inputJson, dataJson } as const;
  return { opa: askOpa(example, "data.a.p"), ...(await answersHere(modules, inputJson, dataJson)) };
}

/** What the evaluators here say. */
async function answersHere(modules: Readonly<Record<string, string>>, inputJson: string, dataJson: string) {
  const compiled = await compiler.compile({ modules, regoVersion: "v1" }, "a/p");
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const program = await loadProgram(compiled.unit.module, compiled.unit.entrypoint);
  const query = { inputJson, dataJson, nowNs: "1", strictErrors: false };
  const textOf = (answer: QueryAnswer) =>
    answer.status === "defined"
      ? answer.json
      : answer.status === "undefined"
        ? undefined
        : `!${answer.error.code}`;
  return {
    sandbox: textOf(runners.sandbox.answer(program, query)),
    fast: textOf(runners.fast.answer(program, query)),
  };
}

/** Answers as values: whether `<` is escaped in a text is nobody's business. */
async function expectAgreement(rules: string, inputJson: string, dataJson?: string): Promise<void> {
  const { opa, sandbox, fast } = await answersOf(rules, inputJson, dataJson);
  const read = (text: string | undefined): unknown =>
    text === undefined || text.startsWith("!") ? text : JSON.parse(text);
  expect(opa).toBeDefined();
  expect({ sandbox: read(sandbox), fast: read(fast) }).toEqual({ sandbox: read(opa), fast: read(opa) });
}

const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "hasOwnProperty",
  "toString",
  "valueOf",
  "length",
  "then",
  "toJSON",
  "size",
  "items",
  "entries",
  "0",
  "-0",
  "1e3",
  "",
  " ",
  "\u0000",
  "\u2028\u2029",
  "\ufeff",
  "\u202e",
  "é",
  "e\u0301",
  "ﬀ",
  "ß",
  "İ",
  "🙂",
  "\uffff",
  "a.b/c~1",
  '"];process.exit(1);//',
  "`${process.exit(1)}`",
  "*/ process.exit(1) /*",
  "</script>",
  "\\",
  "\\u0041",
  "'",
  "\n",
  "%s%d",
];

/** Rego takes no byte-order mark in a text, but its escape. */
const quoted = (name: string) => JSON.stringify(name).replaceAll("\ufeff", "\\ufeff");

describe("keys and texts of all kinds", () => {
  const object = JSON.stringify(Object.fromEntries(NAMES.map((name, index) => [name, index])));
  const inherited = `{"map":${object.replace(/^\{/, '{"__proto__":{"polluted":true},')},"names":${JSON.stringify(NAMES)}}`;

  test("in the input are looked up, met, compared and ordered alike", async () => {
    await expectAgreement(
      `p := {
	"looked": {name: input.map[name] | some name in input.names},
	"got": [object.get(input.map, name, "none") | some name in input.names],
	"met": sort([[k, v] | some k, v in input.map]),
	"keys": object.keys(input.map),
	"sorted": sort(input.names),
	"upper": [upper(name) | some name in input.names],
	"counts": [count(name) | some name in input.names],
	"missing": [name | some name in ["polluted", "isPrototypeOf", "__defineGetter__"]; input.map[name]],
}`,
      inherited,
    );
  });

  test("in the rule are the same as in the input", async () => {
    const literals = NAMES.map(quoted);
    await expectAgreement(
      `object := {${literals.map((name, index) => `${name}: ${index}`).join(", ")}}
p := {
	"object": object,
	"set": {${literals.join(", ")}},
	"equal": [name | some name in input.names; name in {${literals.join(", ")}}],
	"read": [${literals.map((name) => `object[${name}]`).join(", ")}],
	"rules": data.a.names,
}
${literals.map((name, index) => `names[${name}] := ${index}`).join("\n")}`,
      inherited,
    );
  });

  test("in the data are alike, below rules and beside them", async () => {
    const data = JSON.stringify({ given: Object.fromEntries(NAMES.map((name) => [name, [name]])) });
    const reads = NAMES.map((name) => `data.given[${quoted(name)}][0]`);
    await expectAgreement(`p := [${reads.join(", ")}]`, "{}", data);
  });
});

describe("names that mean something in JavaScript", () => {
  const words =
    "arguments await class const constructor debugger delete eval export extends finally function globalThis";
  const more =
    "import instanceof let new process prototype require return super switch this throw typeof undefined var void";
  const names = `${words} ${more} while yield NaN Infinity __proto__ toString valueOf hasOwnProperty`
    .split(" ")
    .filter((name) => name !== "import");

  test("may name rules, functions and variables", async () => {
    const rules = names.map(
      (name) =>
        `${name} := [x | some ${name}_ in [1, 2]; x := ${name}_]\nf_${name}(${name}_) := {"${name}": ${name}_}`,
    );
    const variables = names.map((name) => `r_${name} := ${name} if { ${name} := "v" }`);
    await expectAgreement(
      `${rules.join("\n")}
p := {"rules": [${names.join(", ")}], "functions": [${names.map((name) => `f_${name}(1)`).join(", ")}], "more": data.a.b}
b := 1
${variables.join("\n").replaceAll(/r_(\w+) := \w+ if/g, "r_$1 := $1 if")}`,
      "{}",
    );
  });
});

describe("numbers of all kinds", () => {
  const numbers =
    "[0,-0,0.0,0e0,1.0,1e3,1E3,1e-7,0.1,9007199254740993,-9007199254740993,123456789012345678901234567890,1e21,5e-324]";

  test("keep their spelling and compare by value", async () => {
    const { opa, sandbox, fast } = await answersOf("p := input", numbers);
    expect({ sandbox, fast }).toEqual({ sandbox: opa, fast: opa });
    await expectAgreement(
      `p := {
	"equal": [[i, j] | some i, a in input; some j, b in input; a == b],
	"less": [[i, j] | some i, a in input; some j, b in input; a < b],
	"keys": count({x | some x in input}),
	"sorted": sort(input) == sort([x | some x in input]),
	"types": {type_name(x) | some x in input},
	"texts": [sprintf("%v", [x]) | some x in input],
	"index": [input[i] | some i in [0, 1, 2]],
}`,
      numbers,
    );
  });

  test("find an item of a list by value; OPA's Wasm finds whole numbers only as they are usually written", async () => {
    const { opa, sandbox, fast } = await answersOf("p := [input[i] | some i in [0, 1.0]]", '["a","b","c"]');
    expect({ opa, fast, sandbox }).toEqual({ opa: '["a","b"]', fast: opa, sandbox: '["a"]' });
  });

  test.each(["1e999", "-1e999", "1e-999"])("beyond every double (%s) harm nobody", async (number) => {
    const { sandbox, fast } = await answersOf("p := type_name(input.n)", `{"n":${number}}`);
    for (const text of [sandbox, fast])
      expect(['"number"', "!invalid_input", "!memory_limit"]).toContain(text);
  });
});

describe("texts that are given for JSON", () => {
  const CONSTANT = { "a.rego": "package a\np := 1" };
  const valid = [
    ...['{"a":1,"a":2}', " \t\r\n{} ", '"\\u0000\\/\\b"', '"\\ud83d\\ude00"', "[[[[[[]]]]]]", "-0", "1E+2"],
    ...[
      '"\\ud800"',
      '"\\udc00\\ud800"',
      '{"\\uDBFF":["\\ud83d\\ud83d\\ude00"]}',
      '"\\\\ud800"',
      '["\\udbff\\udfff", "\\uDBC0\\uDC00", "\\ud800\\udc00"]',
      '"\\\\\\ud800x"',
    ],
  ];
  test.each(valid)("%j is read as OPA reads it", async (text) => {
    await expectAgreement("p := [input, count(json.marshal(input))]", text);
  });

  const invalid = [
    ...[
      '{"a":1} x',
      '{"a":1}}',
      "[1] 2",
      "1 2",
      "",
      " ",
      "{",
      "[1,]",
      '{"a":1,}',
      "{'a':1}",
      "{a:1}",
      "01",
      "+1",
    ],
    ...[
      ".5",
      "1.",
      "0x1",
      "NaN",
      "nul",
      '"\u0001"',
      '"\\x"',
      '"\\u12"',
      '"a',
      "\ufeff{}",
      "\u00a0{}",
      "{}//",
      "\v{}",
    ],
  ];
  test.each(invalid)("%j is refused by both evaluators", async (text) => {
    const asInput = await answersHere(CONSTANT, text, "{}");
    expect(asInput).toEqual({ sandbox: "!invalid_input", fast: "!invalid_input" });
    const asData = await answersHere(CONSTANT, "{}", text);
    expect(asData).toEqual({ sandbox: "!invalid_input", fast: "!invalid_input" });
  });
});
