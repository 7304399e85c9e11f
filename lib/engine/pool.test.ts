import { afterAll, describe, expect, test } from "vitest";
import { parseJson, type Json } from "../domain/json";
import { createCompiler } from "./compile";
import { createJudge, type JudgeOptions } from "./pool";
import { testCompilerOptions } from "./testing/options";
import { walkthroughEntity, walkthroughRego } from "./testing/walkthrough";
import type { CompiledUnit, Judge, JudgeBatch, Judgement, RegoVersion } from "./types";
import { unitSourceOf } from "./unit-source";

const compiler = createCompiler(testCompilerOptions(process.env.OPA_PATH));
const units = new Map<string, CompiledUnit>();
const judges: Judge[] = [];

afterAll(() => Promise.all(judges.map((judge) => judge.close())));

async function digestOf(text: string, regoVersion: RegoVersion = "v1"): Promise<string> {
  const compiled = await compiler.compile({ modules: { "rule.rego": text }, regoVersion });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  units.set(compiled.unit.digest, compiled.unit);
  return compiled.unit.digest;
}

function open(options: Partial<JudgeOptions> = {}): Judge {
  const judge = createJudge({
    source: unitSourceOf(units),
    threads: 2,
    deadlineMs: 10_000,
    memoryMiBMax: 64,
    resultBytesMax: 256 * 1024,
    ...options,
  });
  judges.push(judge);
  return judge;
}

const shared = open();
const roomy = open({ threads: 1, memoryMiBMax: 256 });

/** Judges entities under rules named by key, every rule on every entity. */
async function judgeAll(
  judge: Judge,
  rules: Record<string, string>,
  entities: readonly Json[],
): Promise<Map<string, Judgement>> {
  const policies = await Promise.all(
    Object.entries(rules).map(async ([key, text]) => ({
      key,
      unitDigest: await digestOf(`package a\n${text}`),
      parameters: {},
    })),
  );
  const objects = entities.map((entity, index) => ({
    key: String(index),
    json: JSON.stringify(entity),
    policyKeys: Object.keys(rules),
  }));
  const judgements = await judge.judge({ objects, policies, nowNs: "1700000000000000000" });
  return new Map(judgements.map((judgement) => [`${judgement.policyKey}/${judgement.objectKey}`, judgement]));
}

function statusesOf(judgements: Map<string, Judgement>): Record<string, string> {
  return Object.fromEntries(
    [...judgements].map(([key, { outcome }]) => [
      key,
      outcome.status === "error" ? outcome.error.code : outcome.status,
    ]),
  );
}

test.each([
  ["the host's", 'semver.compare(input.size, "1.0.0") > 0'],
  ["the module's own", "count(input.size) + 1 / (count(input.size) - 5) > 0"],
])(
  "an error of %s built-in function is undefined, or an error where the batch is strict",
  async (_, condition) => {
    const unitDigest = await digestOf(`package a\nviolation contains "bad" if ${condition}`);
    const batch: JudgeBatch = {
      objects: [{ key: "o", json: '{"size":"large"}', policyKeys: ["p"] }],
      policies: [{ key: "p", unitDigest, parameters: {} }],
    };
    const statusOf = async (judge: Judge, strictErrors?: boolean) =>
      (await judge.judge(strictErrors === undefined ? batch : { ...batch, strictErrors }))[0]?.outcome.status;
    const sandbox = open({ evaluator: "sandbox" });
    for (const judge of [shared, sandbox]) {
      expect(await statusOf(judge)).toBe("compliant");
      expect(await statusOf(judge, true)).toBe("error");
      expect(await statusOf(judge, false)).toBe("compliant");
    }
  },
);

const good = 'violation contains "bad" if input.bad';

describe("a batch", () => {
  test("is answered in its own order, one judgement a pair, with the walkthrough's outcome", async () => {
    const unitDigest = await digestOf(walkthroughRego, "v0");
    const batch: JudgeBatch = {
      objects: [
        { key: "a", json: walkthroughEntity("another-dns"), policyKeys: ["test", "other"] },
        { key: "b", json: walkthroughEntity("kube-dns"), policyKeys: ["other", "test"] },
      ],
      policies: [
        { key: "test", unitDigest, parameters: { namespace: "test" } },
        { key: "other", unitDigest, parameters: { namespace: "other" } },
      ],
    };
    const judgements = await shared.judge(batch);
    expect(
      judgements.map(({ objectKey, policyKey, outcome }) => [objectKey, policyKey, outcome.status]),
    ).toEqual([
      ["a", "test", "violating"],
      ["a", "other", "compliant"],
      ["b", "other", "compliant"],
      ["b", "test", "compliant"],
    ]);
    expect(judgements.every(({ durationUs }) => durationUs > 0)).toBe(true);
  });

  test("of many pairs is shared by the threads and complete", async () => {
    const entities = Array.from({ length: 3_000 }, (_unused, index) => ({ bad: index % 3 === 0 }));
    const judgements = await judgeAll(
      shared,
      { good, other: 'violation contains "x" if not input.bad' },
      entities,
    );
    expect(judgements.size).toBe(6_000);
    expect(statusesOf(judgements)).toMatchObject({
      "good/0": "violating",
      "other/0": "compliant",
      "good/1": "compliant",
    });
  });

  test("without pairs is answered at once", async () => {
    expect(await shared.judge({ objects: [], policies: [] })).toEqual([]);
  });

  test("gives each policy the inventory it names, and one moment to all", async () => {
    const unitDigest = await digestOf(
      'package a\nviolation contains sprintf("%v %v", [count(data.inventory.cluster), time.now_ns()]) if true',
    );
    const judgements = await shared.judge({
      objects: [{ key: "o", json: "{}", policyKeys: ["one", "two"] }],
      policies: [
        { key: "one", unitDigest, parameters: {}, inventoryKey: "x" },
        { key: "two", unitDigest, parameters: {}, inventoryKey: "y" },
      ],
      inventories: { x: '{"cluster":{"a":1}}', y: '{"cluster":{"a":1,"b":2}}' },
      nowNs: "1700000000123456789",
    });
    const messages = judgements.map(({ outcome }) =>
      outcome.status === "violating" ? outcome.occurrences[0]?.message : outcome.status,
    );
    expect(messages).toEqual(["1 1700000000123456789", "2 1700000000123456789"]);
  });

  test("whose unit is missing says so for that policy only", async () => {
    const judgements = await shared.judge({
      objects: [{ key: "o", json: '{"bad":true}', policyKeys: ["gone", "good"] }],
      policies: [
        { key: "gone", unitDigest: "0".repeat(64), parameters: {} },
        { key: "good", unitDigest: await digestOf(`package a\n${good}`), parameters: {} },
      ],
    });
    expect(judgements.map(({ outcome }) => outcome.status)).toEqual(["error", "violating"]);
  });
});

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

describe("closing", () => {
  test("rejects what is under way and what comes later", async () => {
    const judge = open();
    const unitDigest = await digestOf(`package a\n${good}`);
    const batch: JudgeBatch = {
      objects: [{ key: "o", json: "{}", policyKeys: ["p"] }],
      policies: [{ key: "p", unitDigest, parameters: {} }],
    };
    const pending = judge.judge(batch);
    const rejected = expect(pending).rejects.toThrow("closed");
    await judge.close();
    await rejected;
    await expect(judge.judge(batch)).rejects.toThrow("closed");
  });
});

describe("what a rule prints", () => {
  const text = `package a
violation contains "x" if {
	some n in [1, 2]
	print("n is", n, input.missing, {"k": [n]})
	trace("traced")
	n == 2
}`;

  test("comes with the judgement where it is asked for, with undefined values told", async () => {
    const batch = {
      objects: [{ key: "o", json: "{}", policyKeys: ["p"] }],
      policies: [{ key: "p", unitDigest: await digestOf(text), parameters: {} }],
    };
    const [quiet] = await shared.judge(batch);
    const [told] = await shared.judge({ ...batch, withNotes: true });
    expect(quiet).not.toHaveProperty("notes");
    expect(told?.notes).toEqual([
      'n is 1 <undefined> {"k": [1]}',
      "traced",
      'n is 2 <undefined> {"k": [2]}',
      "traced",
    ]);
    expect(told?.outcome.status).toBe("violating");
  });
});
