import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { itemTexts, memberTexts } from "./json-slice";

const spaced = (text: string) => text.replaceAll(/([{}[\]:,])/g, " $1\n");

describe("texts of members and items", () => {
  test("are those that were written", () => {
    const members = memberTexts(
      '{"a":1.0, "b" : [1e3 ,{"x":"}"}],"c\\"":"\\\\\\"]","a":12345678901234567890}',
    );
    expect([...members]).toEqual([
      ["a", "12345678901234567890"],
      ["b", '[1e3 ,{"x":"}"}]'],
      ['c"', '"\\\\\\"]"'],
    ]);
    expect(itemTexts(members.get("b") ?? "")).toEqual(["1e3", '{"x":"}"}']);
  });

  test("are none in an empty object or array", () => {
    expect(memberTexts(" { } ").size).toBe(0);
    expect(itemTexts(" [ ] ")).toEqual([]);
  });

  test("read as the values that JSON.parse finds", () => {
    const json = fc.json({ maxDepth: 3 });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), fc.array(json), (members, items) => {
        const object = `{${Object.entries(members)
          .map(([name, text]) => `${JSON.stringify(name)}:${text}`)
          .join(",")}}`;
        const found = memberTexts(object);
        expect(found).toEqual(new Map(Object.entries(members)));
        expect(itemTexts(`[${items.join(",")}]`)).toEqual(items);
      }),
    );
  });

  test("do not depend on white space", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 3, stringUnit: fc.constantFrom("a", "b", '"', "\\") }),
        (value) => {
          const text = spaced(JSON.stringify([value, value]));
          expect(itemTexts(text).map((item): unknown => JSON.parse(item))).toEqual(JSON.parse(text));
        },
      ),
    );
  });
});
