import { describe, expect, test } from "vitest";
import { parseJson } from "../domain/json";
import { good, statusesOf, testJudges } from "./testing/judges";

const { digestOf, open, judgeAll } = testJudges(process.env.OPA_PATH);
const shared = open();
const roomy = open({ threads: 1, memoryMiBMax: 256 });

describe("a hostile template harms nobody else", () => {
  const neighbours = [{ bad: true }, { bad: false }];

  test("an endless computation is stopped at the deadline, and given up after three entities", async () => {
    // Wasm never gives memory back within an evaluation: room enough that the deadline comes first on a quick machine.
    const judge = open({ deadlineMs: 150, memoryMiBMax: 2_048 });
    const loop =
      "n := numbers.range(1, 5000)\nviolation contains x if { some a in n; some b in n; some c in n; a + b + c == -1; x := a }";
    const judgements = await judgeAll(judge, { endless: loop, good }, [...neighbours, {}, {}, {}, {}]);
    const statuses = statusesOf(judgements);
    expect(statuses).toMatchObject({ "good/0": "violating", "good/1": "compliant", "good/5": "compliant" });
    expect(Object.entries(statuses).filter(([key]) => key.startsWith("endless"))).toEqual(
      Array.from({ length: 6 }, (_unused, index) => [`endless/${index}`, "timeout"]),
    );
    const durations = [...judgements.values()]
      .filter(({ policyKey }) => policyKey === "endless")
      .map(({ durationUs }) => durationUs);
    expect(durations.filter((us) => us > 0)).toHaveLength(3);
  });

  test("too much memory is refused", async () => {
    const bomb =
      "violation contains x if { n := numbers.range(1, 300); x := [[i, j, k] | some i in n; some j in n; some k in n] }";
    const statuses = statusesOf(await judgeAll(shared, { bomb, good }, neighbours));
    expect(statuses).toEqual({
      "bomb/0": "memory_limit",
      "bomb/1": "memory_limit",
      "good/0": "violating",
      "good/1": "compliant",
    });
  });

  test.each([
    [
      "numbers.range to 10^12",
      "violation contains x if x := count(numbers.range(0, 1000000000000))",
      ["memory_limit", "timeout"],
    ],
    [
      "a huge result",
      'violation contains x if { some i in numbers.range(1, 5000); x := sprintf("%0100d", [i]) }',
      ["result_limit"],
    ],
    [
      "a huge string",
      'violation contains x if { some i in numbers.range(1, 9); x := sprintf("%0999999d%d", [1, i]) }',
      ["result_limit", "memory_limit"],
    ],
    ["a huge network", 'violation contains x if some x in net.cidr_expand("0.0.0.0/0")', ["memory_limit"]],
    ["a conflict", 'x := input.bad\nx := "y"\nviolation contains x', ["eval_conflict_error"]],
    [
      "an object conflict",
      'violation contains x if x := {k: v | some k in ["a"]; some v in [1, 2]}',
      ["eval_conflict_error"],
    ],
    ["a result of another type", "violation contains 1", ["invalid_result"]],
  ])("%s is an error of that policy", async (_case, rule, codes) => {
    const statuses = statusesOf(await judgeAll(shared, { hostile: rule, good }, neighbours));
    expect(codes).toContain(statuses["hostile/0"]);
    expect(statuses).toMatchObject({ "good/0": "violating", "good/1": "compliant" });
  });

  test("a regular expression that backtracks elsewhere runs in linear time", async () => {
    const rule =
      'violation contains "x" if regex.match(`^(a+)+$`, input.text)\nviolation contains "y" if count(regex.split(`(a*)*b`, input.text)) > 5';
    const statuses = statusesOf(await judgeAll(shared, { rule }, [{ text: `${"a".repeat(2_000)}!` }]));
    expect(statuses).toEqual({ "rule/0": "compliant" });
  });
});

describe("a hostile entity harms nobody else", () => {
  async function judgeTexts(texts: readonly string[]): Promise<string[]> {
    const unitDigest = await digestOf(`package a\n${good}`);
    const objects = [...texts, '{"bad":true}'].map((json, index) => ({
      key: String(index),
      json,
      policyKeys: ["p"],
    }));
    const judgements = await roomy.judge({
      objects,
      policies: [{ key: "p", unitDigest, parameters: {} }],
    });
    return judgements.map(({ outcome }) =>
      outcome.status === "error" ? outcome.error.code : outcome.status,
    );
  }

  test("a string of 10 MB is judged", async () => {
    expect(await judgeTexts([`{"bad":true,"text":"${"é".repeat(5 * 1024 * 1024)}"}`])).toEqual([
      "violating",
      "violating",
    ]);
  });

  test("JSON nested 10,000 deep is judged or refused, never fatal", async () => {
    const deep = `{"bad":true,"deep":${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
    const [outcome, neighbour] = await judgeTexts([deep]);
    expect(["violating", "memory_limit", "invalid_input"]).toContain(outcome);
    expect(neighbour).toBe("violating");
  });

  test("text that is no JSON object is refused", async () => {
    expect(await judgeTexts(["", "[]", "{", '{"a":}', "null", '{"a":"\u0001"}', '"}'])).toEqual([
      ...new Array<string>(7).fill("invalid_input"),
      "violating",
    ]);
  });

  test("keys named like inherited properties are plain data", async () => {
    const rule =
      'violation contains {"msg": k, "constructor": v, "__proto__": input.metadata} if some k, v in input.metadata.labels';
    const entity = parseJson(
      '{"metadata":{"labels":{"__proto__":"a","constructor":"b","hasOwnProperty":"c"}}}',
    );
    const judgement = (await judgeAll(shared, { rule }, [entity])).get("rule/0");
    const occurrences = judgement?.outcome.status === "violating" ? judgement.outcome.occurrences : [];
    expect(occurrences.map(({ message }) => message)).toEqual(["__proto__", "constructor", "hasOwnProperty"]);
    expect(JSON.stringify(occurrences[0]?.details)).toContain('"__proto__":{"labels"');
  });
});
