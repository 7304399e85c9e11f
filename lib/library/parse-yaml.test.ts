import { expect, test } from "vitest";
import { z } from "zod";
import { findLines, parseYaml } from "./parse-yaml";

const schema = z.strictObject({
  id: z.string(),
  targets: z.array(z.strictObject({ group: z.string(), kinds: z.array(z.string()) })),
});

test("a file that keeps its schema is read", () => {
  expect(parseYaml("id: a\ntargets: []\n", schema)).toEqual({ id: "a", targets: [] });
});

test("each fault is told with its line and field", () => {
  const text =
    "# about it\nid: 7\ntargets:\n  - group: apps\n    kinds: [Deployment]\n  - group: batch\n    kinds: Job\n";
  expect(() => parseYaml(text, schema)).toThrow(
    /^line 2: id: Invalid input: expected string.*; line 7: targets\.1\.kinds: Invalid input: expected array/,
  );
});

test("a missing field is told at the line of what should hold it", () => {
  expect(() => parseYaml("id: a\ntargets:\n  - group: apps\n    kinds: []\n  - kinds: []\n", schema)).toThrow(
    /^line 5: targets\.1\.group: /,
  );
});

test("an unknown field is told at its own line", () => {
  expect(() => parseYaml("id: a\ntargets: []\nseverity: high\n", schema)).toThrow(
    /^line 3: Unrecognized key: "severity"$/,
  );
});

test("a text that is no YAML is told with the line where it ends to be", () => {
  expect(() => parseYaml("id: a\ntargets: [\n", schema)).toThrow(/^line [23]: .*flow/i);
});

test("lines are found through lists and keys that are numbers", () => {
  const lineOf = findLines("a:\n  8080: x\n  list:\n    - one\n    - b: 1\n");
  expect(lineOf(["a", "8080"])).toBe(2);
  expect(lineOf(["a", "list", "1", "b"])).toBe(5);
  expect(lineOf(["a", "list", "7"])).toBe(3);
});
