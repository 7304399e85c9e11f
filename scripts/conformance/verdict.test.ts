import { describe, expect, test } from "vitest";
import type { ConformanceCase } from "./cases";
import { comparable, exactParse, exactStringify } from "./exact-json";
import { toLine } from "./question";
import { judgeAnswer } from "./verdict";

const given = (other: Partial<ConformanceCase>): ConformanceCase => ({
  ...{ id: "v1/x", version: "v1", folder: "x", note: "x", query: "data.a.p = x", modules: ["package a"] },
  ...other,
});
const statusOf = (item: ConformanceCase, answer: object | string) =>
  judgeAnswer(item, typeof answer === "string" ? answer : JSON.stringify(answer)).status;

describe("an answer to a case", () => {
  test("passes with the same bindings in any order, and with no others", () => {
    const item = given({ want_result: [{ x: [1n, { b: 2n, a: 3n }] }, { x: "y" }] });
    expect(statusOf(item, { result: [{ x: "y" }, { x: [1, { a: 3, b: 2 }] }] })).toBe("passed");
    expect(statusOf(item, { result: [{ x: "y" }] })).toBe("failed");
    expect(statusOf(item, { undefined: true })).toBe("failed");
    expect(statusOf(given({ want_result: [] }), { result: [] })).toBe("passed");
  });

  test("is compared as a set only where the case says so", () => {
    const item = given({ want_result: [{ x: [1n, 2n] }] });
    expect(statusOf(item, { result: [{ x: [2, 1] }] })).toBe("failed");
    expect(statusOf({ ...item, sort_bindings: true }, { result: [{ x: [2, 1] }] })).toBe("passed");
  });

  test("keeps every digit of an integer", () => {
    const item = given({ want_result: [{ x: 12345678901234567890n }] });
    expect(statusOf(item, '{"result":[{"x":12345678901234567890}]}')).toBe("passed");
    expect(statusOf(item, '{"result":[{"x":12345678901234567891}]}')).toBe("failed");
  });

  test("needs the code of the error, or any evaluation's where the case has only a text", () => {
    const item = given({ want_error_code: "eval_conflict_error", want_error: "text" });
    expect(statusOf(item, { error: { code: "eval_conflict_error", message: "" } })).toBe("passed");
    expect(statusOf(item, { error: { code: "eval_type_error", message: "" } })).toBe("failed");
    expect(statusOf(item, { result: [] })).toBe("failed");
    const textOnly = given({ want_error: "text" });
    expect(statusOf(textOnly, { error: { code: "eval_type_error", message: "" } })).toBe("passed");
    expect(statusOf(textOnly, { error: { code: "compile_error", message: "" } })).toBe("failed");
  });

  test("is a refusal for forbidden built-ins only", () => {
    const refused = (name: string, why: string) => ({
      error: { code: "unsupported_builtin", message: `The built-in ${name} is not ${why}` },
    });
    expect(statusOf(given({ want_result: [] }), refused("http.send", "allowed: …"))).toBe("refused");
    expect(statusOf(given({ want_result: [] }), refused("yaml.marshal", "supported by this engine"))).toBe(
      "failed",
    );
  });
});

describe("the question of a case", () => {
  test("collects the bindings that the case expects, and has an input only if the case has one", () => {
    const line = exactParse(
      toLine(given({ want_result: [{ x: 1n }], data: { big: 12345678901234567890n } })),
    );
    expect(line).toMatchObject({
      id: "v1/x",
      data: { big: 12345678901234567890n },
      rego: { version: "v1", entrypoint: "edict_conformance/answer" },
    });
    expect(toLine(given({}))).not.toContain('"input"');
    expect(toLine(given({ input: null }))).toContain('"input":null');
    expect(toLine(given({ input_term: "{1, 2}" }))).toContain("with input as {1, 2}");
  });

  test("asks for each document where the case asks for all of data", () => {
    const line = toLine(given({ query: "data = x", want_result: [{ x: 1n }], data: { b: 1n } }));
    expect(line).toContain("data.edict_conformance.all = x");
    for (const name of ["a", "b"]) expect(line).toContain(`document = data[\\"${name}\\"]`);
    expect(toLine(given({ query: "data == {}" }))).not.toContain(".all");
  });
});

test("exact JSON reads and writes integers of any size; whole numbers are one, however they are written", () => {
  const text = '{"a":[12345678901234567890,1.5,"1"],"b":null}';
  expect(exactStringify(exactParse(text))).toBe(text);
  expect(comparable(exactParse('{"b":1.0,"a":1e2}'))).toBe(comparable({ a: 100n, b: 1 }));
});
