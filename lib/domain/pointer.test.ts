import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonValues, pathsOf } from "./arbitraries.test-support";
import { asIndex, getAt, parsePointer, PointerError, toPointer } from "./pointer";

describe("JSON Pointer", () => {
  test.each<[string, (string | number)[]]>([
    ["", []],
    ["/", [""]],
    ["/a~1b/m~0n", ["a/b", "m~n"]],
    ["/~01", ["~1"]],
    ["/spec/0/01/-", ["spec", 0, "01", "-"]],
  ])("reads and writes %j as RFC 6901 does", (text, segments) => {
    expect(parsePointer(text)).toEqual(segments);
    expect(toPointer(segments)).toBe(text);
  });

  test("the text survives parsing for any segments", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.nat())), (segments) => {
        const text = toPointer(segments);
        expect(parsePointer(text).map(String)).toEqual(segments.map(String));
        expect(toPointer(parsePointer(text))).toBe(text);
      }),
    );
  });

  test.each(["a", "a/b", "/~", "/~2"])("refuses %j", (text) => {
    expect(() => parsePointer(text)).toThrow(PointerError);
  });

  test("an index has no sign, no leading zero and no fraction", () => {
    expect(["0", "10", "01", "-1", "1.5", "1e3", "", "-"].map(asIndex)).toEqual([
      0,
      10,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect([asIndex(-1), asIndex(1.5), asIndex(7)]).toEqual([null, null, 7]);
  });
});

describe("getAt", () => {
  test("finds every place of every value by its own pointer", () => {
    fc.assert(
      fc.property(jsonValues, (value) => {
        for (const path of pathsOf(value))
          expect(getAt(value, parsePointer(toPointer(path)))).toEqual(getAt(value, path));
      }),
    );
  });

  test("tells the first step that does not exist", () => {
    const object = { a: [{ b: null }] };
    expect(getAt(object, ["a", 0, "b"])).toEqual({ exists: true, value: null });
    expect(getAt(object, ["a", 0, "b", "c"])).toEqual({ exists: false, missingFrom: 3 });
    expect(getAt(object, ["a", 1, "b"])).toEqual({ exists: false, missingFrom: 1 });
    expect(getAt(object, ["a", "-"])).toEqual({ exists: false, missingFrom: 1 });
    expect(getAt(object, ["constructor"])).toEqual({ exists: false, missingFrom: 0 });
    expect(getAt(object, ["a", "length"])).toEqual({ exists: false, missingFrom: 1 });
  });
});
