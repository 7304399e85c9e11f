import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExactNumber, type Value } from "../builtins/value";
import { valueToText } from "../value-json";
import { parseInput } from "./parse-input";

const digits = 900_000;

test.each([
  ["a text of digits", `{"a":"${"1".repeat(digits)}"}`],
  ["a text of digits with a point behind them", `{"a":"${"1".repeat(digits)}.5"}`],
  ["numbers in a text", `{"a":"${"1.1e5 ".repeat(digits / 6)}"}`],
  ["signs in a text", `{"a":"${"-0".repeat(digits / 2)}"}`],
  ["spaces before digits in a text", `{"a":",${" ".repeat(digits)}1.5e5"}`],
  ["digits with points between them", `{"a":"[${"1.".repeat(digits / 2)}"}`],
  ["hexadecimal digits", `{"a":"${"1e4".repeat(digits / 3)}"}`],
  ["spaces before numbers in a text", `{"a":"${`:${" ".repeat(999)}1.5`.repeat(digits / 1000)}"}`],
])("the time for %s grows with its length only", (_name, text) => {
  const started = performance.now();
  const value = parseInput(text);
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(value).toEqual(JSON.parse(text));
});

test("a number keeps its digits behind a text of digits", () => {
  const long = "7".repeat(40);
  expect(parseInput(`{"a":"${long}","b":${long}}`)).toEqual({ a: long, b: new ExactNumber(long) });
  expect(parseInput(`["${long}", ${long}.5, -0, 1.0, 12]`)).toEqual([
    long,
    new ExactNumber(`${long}.5`),
    new ExactNumber("-0"),
    new ExactNumber("1.0"),
    12,
  ]);
});

test("numbers that JavaScript prints otherwise keep their text wherever they stand", () => {
  const number = fc.constantFrom(
    "-0",
    "1.0",
    "1e3",
    "12345678901234567890",
    "0.10",
    "7",
    "-12",
    "1.5",
    "1E-2",
  );
  const space = fc.constantFrom("", " ", "\n", "  ");
  const other = fc.constantFrom('"1.0"', '"1234567890123456789"', "null", '"-0"', '"a: 1.0"');
  const item = fc.tuple(space, fc.oneof(number, other), space);
  fc.assert(
    fc.property(fc.array(item, { maxLength: 8 }), (items) => {
      const found = parseInput(
        `{"a":[${items.flat().length === 0 ? "" : items.map((parts) => parts.join("")).join(",")}]}`,
      );
      expect(found).toEqual({ a: items.map(([, text]) => expected(text)) });
    }),
    { numRuns: 2000 },
  );
});

function expected(text: string): Value {
  const value: unknown = JSON.parse(text);
  if (typeof value === "string" || value === null) return value;
  return String(Number(text)) === text ? Number(text) : new ExactNumber(text);
}

describe("input", () => {
  test.each([
    '{"a":1,"b":[1.5,-2,0.25,100],"c":"1.50 2e3"}',
    '{"a":1.0}',
    "[1e3, 0.10,-0,9007199254740993, 12345678901234567890]",
    "-0",
    '{"digest":"sha256:3e5f1234567890123456","image":"a:1.25","list":["x:1.0,2.0"]}',
    '{"a" : 1.10 , "b":\n2E+5}',
    '{"__proto__":{"x":1.0},"s":"\\":1.0"}',
  ])("%s keeps the text of its numbers", (json) => {
    const wanted = json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
    expect(valueToText(parseInput(json))).toBe(wanted);
  });

  test.each(["", "{", "[1.0,]", "1.", "01.0", "nul", "[1e]"])("%j is no JSON", (json) => {
    expect(() => parseInput(json)).toThrow(SyntaxError);
  });
});
