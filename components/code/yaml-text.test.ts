import { describe, expect, test } from "vitest";
import { renderYaml } from "@/lib/domain/yaml-lines";
import { foldRanges, highlightYaml } from "./yaml-text";

const object = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "a", labels: { "app.kubernetes.io/name": "x: y" } },
  data: { script: "key: value\n  deeper: true\n\nend", on: "yes", "- odd": "-1" },
  spec: { list: [{ to: [{ port: 53 }] }, "plain"], empty: [], flag: true },
};
const { lines } = renderYaml(object);
const lineOf = (text: string) => lines.findIndex((line) => line.includes(text));

describe("highlighting", () => {
  test("the pieces of a line are the line", () => {
    for (const [index, pieces] of highlightYaml(lines).entries())
      expect(pieces.map((piece) => piece.text).join("")).toBe(lines[index]);
  });

  test("a key is a key, also quoted and behind a dash; the text of a block is not", () => {
    const pieces = highlightYaml(lines);
    const typeOf = (text: string) =>
      pieces[lineOf(text)]?.find((piece) => piece.text.includes(text.replace(/^- /, "")))?.type;
    expect(typeOf("apiVersion:")).toBe("key");
    expect(typeOf("app.kubernetes.io/name")).toBe("key");
    expect(typeOf("- to:")).toBe("key");
    expect(typeOf("deeper: true")).toBe("plain");
    expect(typeOf("flag:")).toBe("key");
  });
});

describe("folds", () => {
  test("a mapping folds to its last member, a list at its key's indent folds with the key", () => {
    const folds = foldRanges([
      "spec:",
      "  list:",
      "  - a: 1",
      "    b: 2",
      "  - c",
      "  next: 1",
      "status:",
      "  x: 1",
    ]);
    expect([...folds].sort(([a], [b]) => a - b)).toEqual([
      [0, 5],
      [1, 4],
      [2, 3],
      [6, 7],
    ]);
  });

  test("a plain value does not fold", () => {
    expect(foldRanges(["a: 1", "b: 2"]).size).toBe(0);
  });
});
