import { describe, expect, test } from "vitest";
import { FastProgram, FastRefusal, FastRunner } from "..";
import { valueToText } from "../../value-json";

const HOSTILE = [
  '"); globalThis.broken = true; ("',
  "'); globalThis.broken = true; ('",
  "${globalThis.broken = true}",
  "\n} globalThis.broken = true; {\n",
  "\u2028globalThis.broken = true;\u2029",
  "*/ globalThis.broken = true; /*",
  "\\",
  "</script>",
  "\ud800",
  "constructor",
  "__proto__",
];

const ctx = { nowNs: "0", memo: new Map(), notes: [], strictErrors: false };
const at = { file: 0, row: 1, col: 1 };

function statement(type: string, stmt: object): object {
  return { type, stmt: { ...at, ...stmt } };
}

function local(value: unknown): object {
  return { type: "local", value };
}

/** A plan of one entry point and one function with these statements; the function answers local 2. */
function plan(
  stmts: readonly object[],
  extra: {
    strings?: readonly string[];
    name?: string;
    builtins?: readonly object[];
    path?: readonly string[];
  } = {},
): object {
  const name = extra.name ?? "g0.data.a.p";
  return {
    static: {
      strings: (extra.strings ?? []).map((value) => ({ value })),
      builtin_funcs: extra.builtins ?? [],
      files: [{ value: "a.rego" }],
    },
    plans: {
      plans: [
        {
          name: "a/p",
          blocks: [
            {
              stmts: [
                statement("CallStmt", { func: name, args: [local(0), local(1)], result: 2 }),
                statement("MakeObjectStmt", { target: 3 }),
                statement("ObjectInsertStmt", {
                  key: { type: "string_index", value: 0 },
                  value: local(2),
                  object: 3,
                }),
                statement("ResultSetAddStmt", { value: 3 }),
              ],
            },
          ],
        },
      ],
    },
    funcs: {
      funcs: [
        {
          name,
          params: [0, 1],
          return: 2,
          path: extra.path ?? ["g0", "a", "p"],
          blocks: [{ stmts: [...stmts, statement("ReturnLocalStmt", { source: 2 })] }],
        },
      ],
    },
  };
}

function compile(value: object): FastProgram {
  return FastProgram.compile(JSON.stringify(value));
}

function run(value: object): string {
  const runner = new FastRunner(compile(value), { instructionsMax: 1000, resultBytesMax: 10_000 });
  const result = runner.evaluateQuery("a/p", {}, {}, ctx);
  return result === undefined ? "undefined" : valueToText(result);
}

describe("what cannot be known is refused", () => {
  const assign = (source: unknown, target: unknown): object => statement("AssignVarStmt", { source, target });
  test.each<[string, object]>([
    ["an unknown statement", plan([statement("EvalStmt", { target: 2 })])],
    ["a statement named like an inherited member", plan([statement("constructor", { target: 2 })])],
    ["a local that is code", plan([assign(local("2; globalThis.broken = true"), 2)])],
    ["a target that is code", plan([assign(local(0), "2")])],
    ["a negative local", plan([assign(local(-1), 2)])],
    ["a fractional local", plan([assign(local(1.5), 2)])],
    ["a huge local", plan([assign(local(1e15), 2)])],
    ["a write to the input", plan([assign(local(2), 0)])],
    ["a string out of range", plan([assign({ type: "string_index", value: 7 }, 2)], { strings: ["result"] })],
    ["an inherited string index", plan([assign({ type: "string_index", value: "length" }, 2)])],
    ["a boolean that is text", plan([assign({ type: "bool", value: "true" }, 2)])],
    ["an operand of an unknown type", plan([assign({ type: "code", value: "x" }, 2)])],
    ["a break that is code", plan([statement("BreakStmt", { index: "0; throw 1" })])],
    [
      "a row that is code",
      plan([statement("AssignVarOnceStmt", { source: local(0), target: 2, row: "1); throw 1; (" })]),
    ],
    [
      "a call of an unknown function",
      plan([statement("CallStmt", { func: "nothing", args: [], result: 2 })]),
    ],
    ["a call of an inherited name", plan([statement("CallStmt", { func: "toString", args: [], result: 2 })])],
    [
      "a call with too few operands",
      plan([statement("CallStmt", { func: "g0.data.a.p", args: [local(0)], result: 2 })]),
    ],
    ["an integer that is text", plan([statement("MakeNumberIntStmt", { value: "1", target: 2 })])],
    ["an integer beyond a double", plan([statement("MakeNumberIntStmt", { value: 2 ** 60, target: 2 })])],
    [
      "a number that is code",
      plan([statement("MakeNumberRefStmt", { index: 0, target: 2 })], { strings: ["1; throw 1"] }),
    ],
    [
      "a built-in with five operands",
      plan([], { builtins: [{ name: "f", decl: { args: [{}, {}, {}, {}, {}], result: {} } }] }),
    ],
  ])("%s", (_name, value) => {
    expect(() => compile(value)).toThrow(FastRefusal);
  });

  test("blocks nested without end", () => {
    let inner: object[] = [];
    for (let depth = 0; depth < 450; depth++)
      inner = [statement("BlockStmt", { blocks: [{ stmts: inner }] })];
    expect(() => compile(plan(inner))).toThrow(FastRefusal);
  });

  test.each(["", "null", "[]", "{", '{"funcs": 1}', '{"funcs": {"funcs": [null]}}'])(
    "the text %s",
    (text) => {
      const compiled = (): readonly string[] => FastProgram.compile(text).entrypoints;
      expect(compiled).toThrow(FastRefusal);
    },
  );
});

describe("no name or string gets out of its place", () => {
  test.each(HOSTILE)("%j as a value and as a key", (text) => {
    const made = plan(
      [
        statement("MakeObjectStmt", { target: 2 }),
        statement("ObjectInsertStmt", {
          key: { type: "string_index", value: 1 },
          value: { type: "string_index", value: 1 },
          object: 2,
        }),
      ],
      { strings: ["result", text] },
    );
    expect(run(made)).toBe(`{${JSON.stringify(text)}:${JSON.stringify(text)}}`);
    expect(Reflect.has(globalThis, "broken")).toBe(false);
  });

  test.each(HOSTILE)("%j as the name of a function and its path", (text) => {
    const made = plan([statement("AssignVarStmt", { source: { type: "bool", value: true }, target: 2 })], {
      strings: ["result"],
      name: text,
      path: ["g0", text, text],
    });
    expect(run(made)).toBe("true");
    expect(compile(made).source).not.toContain("broken");
  });

  test.each(HOSTILE)("%j as a member and as the name of a built-in", (text) => {
    const made = plan(
      [
        statement("DotStmt", { source: local(0), key: { type: "string_index", value: 1 }, target: 3 }),
        statement("CallStmt", { func: text, args: [local(3)], result: 2 }),
      ],
      { strings: ["result", text], builtins: [{ name: text, decl: { args: [{}], result: {} } }] },
    );
    expect(compile(made).missingBuiltins).toEqual([text]);
    expect(run(made)).toBe("undefined");
    expect(Reflect.has(globalThis, "broken")).toBe(false);
  });
});
