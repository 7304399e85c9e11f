import { describe, expect, test } from "vitest";
import { askOpa, buildPlan, type Example } from "../../testing/plan";
import { valueToText } from "../../value-json";
import { FastProgram, FastRunner } from "..";
import type { Block, Local, Operand, Statement } from "../plan/ir";
import { separateLocals } from "./separate-locals";

const opaPath = process.env.OPA_PATH ?? "opa";

function local(number: Local): Operand {
  return { type: "local", local: number };
}

function assign(target: Local, source: Operand = { type: "boolean", value: true }): Statement {
  return { kind: "assign", source, target };
}

function separated(...blocks: Block[]): readonly Block[] {
  return separateLocals({ params: [0, 1], result: 2, path: null, blocks });
}

describe("a local that several blocks write before they read it", () => {
  test("is another one in each", () => {
    const block = [assign(3), assign(4, local(3)), assign(2, local(4))];
    expect(separated(block, block, block)).toEqual([
      block,
      [assign(5), assign(6, local(5)), assign(2, local(6))],
      [assign(7), assign(8, local(7)), assign(2, local(8))],
    ]);
  });

  test("is another one in the blocks inside", () => {
    const scan: Statement = { kind: "scan", source: 0, key: 3, value: 4, block: [assign(2, local(4))] };
    expect(separated([scan], [scan])).toEqual([
      [scan],
      [{ ...scan, key: 5, value: 6, block: [assign(2, local(6))] }],
    ]);
  });
});

describe("a local stays what it is", () => {
  test("where a block reads what another wrote", () => {
    const blocks = [[assign(3)], [assign(2, local(3))], [assign(3), assign(2, local(3))]];
    expect(separated(...blocks)).toEqual(blocks);
  });

  test("where it may be read although nothing was written", () => {
    const inner: Statement = { kind: "block", blocks: [[assign(3)]] };
    const blocks = [[inner, assign(2, local(3))], [assign(3)]];
    expect(separated(...blocks)).toEqual(blocks);
  });

  test.each<[string, Statement]>([
    ["added to", { kind: "setAdd", value: local(0), set: 3 }],
    [
      "written only if it is not yet",
      { kind: "assignOnce", source: local(0), target: 3, place: { row: 1, column: 1 } },
    ],
    ["asked for", { kind: "isDefined", source: 3 }],
  ])("where it is %s before it is written", (_, statement) => {
    const blocks = [[assign(3)], [statement], [assign(3)]];
    expect(separated(...blocks)).toEqual(blocks);
  });
});

test("literals of all bodies of a rule are made once, and the rule finds what OPA finds", () => {
  const rego = `package a
p contains x if { some x in {"a", "b"}; x in input.texts; count(input.texts) > 0 }
p contains x if { some y in input.texts; not y in {"a", "c"}; x := {"text": y, "of": ["d", 1.5]} }
p contains x if { some z in ["e", "f"]; x := object.get(input, ["texts"], {"none": z}) }`;
  const example: Example = {
    opaPath,
    version: "v1",
    modules: { "a.rego": rego },
    inputJson: '{"texts":["b","d"]}',
  };
  const program = FastProgram.compile(buildPlan(example, ["a/p"]));
  expect(program.source).not.toMatch(/setOf\(\[|numberFromText\(|wholeInput\(/);
  const runner = new FastRunner(program, { instructionsMax: 10_000, resultBytesMax: 10_000 });
  runner.openObject({ texts: ["b", "d"] });
  const found = runner.evaluate("a/p", {}, { nowNs: "1", memo: new Map(), notes: [], strictErrors: false });
  expect(found === undefined ? found : valueToText(found)).toBe(askOpa(example, "data.a.p"));
});
