import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareValues, makeObject, makeSet } from "./compare";
import { ExactNumber, numberFromText, type Value } from "./value";
import { decodeValue, encodeValue } from "./value-text";

const value: fc.Arbitrary<Value> = fc.letrec<{ any: Value }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.bigInt().map((number) => numberFromText(String(number))),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("__proto__", "constructor", "length", '"\\\n\u0000'),
    fc.array(tie("any"), { maxLength: 4 }),
    fc.array(tie("any"), { maxLength: 4 }).map(makeSet),
    fc.array(fc.tuple(tie("any"), tie("any")), { maxLength: 4 }).map(makeObject),
  ),
})).any;

describe("the text form of values", () => {
  test("any value reads back the same", () => {
    fc.assert(
      fc.property(value, (original) => compareValues(decodeValue(encodeValue(original)), original) === 0),
    );
  });

  test("numbers keep their spelling where a double would lose it", () => {
    expect(decodeValue("1.0")).toEqual(new ExactNumber("1.0"));
    expect(decodeValue("9007199254740993")).toEqual(new ExactNumber("9007199254740993"));
    expect(decodeValue("-12.5")).toBe(-12.5);
  });

  test("text that is no value is refused", () => {
    for (const text of ["", "{", "[1,", '{"a"', "nul", "1 2", "set(", '"a'])
      expect(() => decodeValue(text)).toThrow(SyntaxError);
  });
});

describe("the order of values", () => {
  test("is total: null, booleans, numbers, strings, arrays, objects, sets", () => {
    const sorted: Value[] = [
      null,
      false,
      true,
      -1,
      numberFromText("1.0"),
      2,
      "",
      "a",
      "\uffff",
      "😀",
      [],
      [1],
      {},
      { a: 1 },
      makeSet([]),
      makeSet([1]),
    ];
    expect([...sorted].reverse().sort(compareValues)).toEqual(sorted);
  });

  test("numbers are equal whatever their spelling", () => {
    expect(compareValues(1, numberFromText("1.0"))).toBe(0);
    expect(compareValues(numberFromText("1e3"), 1000)).toBe(0);
    expect(
      compareValues(numberFromText("9007199254740993"), numberFromText("9007199254740992")),
    ).toBeGreaterThan(0);
  });
});
