import fc from "fast-check";
import { expect, test } from "vitest";
import { diffLines } from "./diff";

test("a change is shown with its context and the line numbers on both sides", () => {
  expect(diffLines("a\nb\nc\nd\n", "a\nb\nX\nY\nd\n", 1)).toEqual([
    { type: "same", text: "b", oldLine: 2, newLine: 2 },
    { type: "del", text: "c", oldLine: 3 },
    { type: "add", text: "X", newLine: 3 },
    { type: "add", text: "Y", newLine: 4 },
    { type: "same", text: "d", oldLine: 4, newLine: 5 },
  ]);
});

test("changes far apart are hunks of their own, told by the jump in line numbers", () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  const changed = lines.with(2, "X").with(15, "Y");
  const diff = diffLines(lines.join("\n"), changed.join("\n"), 1);
  expect(diff.filter(({ type }) => type === "same").map(({ oldLine }) => oldLine)).toEqual([2, 4, 15, 17]);
});

test("equal texts have no diff, and a missing last line break is no difference", () => {
  expect(diffLines("a\nb", "a\nb\n")).toEqual([]);
  expect(diffLines("", "")).toEqual([]);
  expect(diffLines("", "a\n")).toEqual([{ type: "add", text: "a", newLine: 1 }]);
});

test("with full context both texts can be read back from the diff", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "c", ""), { minLength: 1 })
    .map((lines) => lines.map((line) => `${line}\n`).join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = diffLines(before, after, 1_000);
      if (before === after) return;
      const side = (skipped: string) =>
        diff.flatMap(({ type, text: line }) => (type === skipped ? [] : [`${line}\n`])).join("");
      expect([side("add"), side("del")]).toEqual([before, after]);
    }),
  );
});

test("texts with nothing in common are answered in time", () => {
  const lines = (name: string) => Array.from({ length: 20_000 }, (_, index) => `${name} ${index}`).join("\n");
  expect(diffLines(lines("a"), lines("b"), 0)).toHaveLength(40_000);
});
