import { describe, expect, test } from "vitest";
import { good, statusesOf, testJudges } from "./testing/judges";
import { walkthroughEntity, walkthroughRego } from "./testing/walkthrough";
import type { Judge, JudgeBatch } from "./types";

const { digestOf, open, judgeAll } = testJudges(process.env.OPA_PATH);
const shared = open();

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
