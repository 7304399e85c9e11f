import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineSplitter } from "./line-splitter";
import { ListSplitter } from "./list-splitter";

function split(text: string, cuts: number[]): { items: unknown[]; envelope: unknown } {
  const bytes = Buffer.from(text);
  const splitter = new ListSplitter();
  const items: unknown[] = [];
  const places = [...new Set(cuts.map((cut) => cut % (bytes.byteLength + 1)))].sort((a, b) => a - b);
  for (const [index, from] of [0, ...places].entries()) {
    for (const item of splitter.write(bytes.subarray(from, places[index] ?? bytes.byteLength))) {
      items.push(JSON.parse(item));
    }
  }
  return { items, envelope: splitter.envelope() };
}

describe("cutting a list into items", () => {
  it("yields what JSON.parse would, however the bytes arrive and wherever items stand", () => {
    const nasty = fc.constantFrom('"items":[', "]}", "\\", '\\"', "{", "[", "ä漢🔑", "\u0000");
    const item = fc.object({ key: fc.oneof(nasty, fc.string()), values: [nasty, fc.string(), fc.integer()] });
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 5 }),
        fc.dictionary(fc.oneof(nasty, fc.string()), fc.oneof(nasty, item)),
        fc.boolean(),
        fc.array(fc.nat(), { maxLength: 12 }),
        (items, around, last, cuts) => {
          const rest = Object.fromEntries(Object.entries(around).filter(([key]) => key !== "items"));
          const nested = { metadata: { items: [{ no: 1 }] }, ...rest };
          const list = last ? { ...nested, items } : { items, ...nested };
          const text = JSON.stringify(list, null, cuts.length % 2 === 0 ? 2 : 0);
          const result = split(text, cuts);
          expect(result.items).toEqual(JSON.parse(JSON.stringify(items)));
          expect(result.envelope).toEqual({ ...JSON.parse(text), items: [] });
        },
      ),
    );
  });

  it("knows lists without items", () => {
    expect(split('{"kind":"PodList","items":null}', [])).toEqual({
      items: [],
      envelope: { kind: "PodList", items: null },
    });
  });

  it("refuses a list that was cut off", () => {
    const splitter = new ListSplitter();
    expect([...splitter.write(Buffer.from('{"items":[{"a":1},'))]).toEqual(['{"a":1}']);
    expect(() => splitter.envelope()).toThrow("cut off");
  });
});

it("cuts lines however the bytes arrive", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[^\n]{1,20}$/u), { maxLength: 10 }),
      fc.integer({ min: 1, max: 7 }),
      (lines, size) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        const splitter = new LineSplitter();
        const found: string[] = [];
        for (let at = 0; at < bytes.byteLength; at += size) {
          found.push(...splitter.write(bytes.subarray(at, at + size)));
        }
        expect(found).toEqual(lines.map((line) => Buffer.from(line).toString()));
      },
    ),
  );
});
