import { describe, expect, test } from "vitest";
import { keysOf } from "./keys";
import {
  initialLiveState,
  keysToInvalidate,
  reduceLive,
  type LiveEvent,
  type LiveState,
} from "./live-reducer";

const run = (...events: LiveEvent[]): LiveState => events.reduce(reduceLive, initialLiveState);
const frame = (...topics: string[]): LiveEvent => ({ type: "frame", data: { topics } });
const keys = keysOf("one");

describe("the live reducer", () => {
  test("a burst of frames is one set of topics, and none is left after the flush", () => {
    const burst = run({ type: "open" }, frame("violations"), frame("entities", "violations"));
    expect([...burst.pending]).toEqual(["violations", "entities"]);
    expect(reduceLive(burst, { type: "flushed" }).pending.size).toBe(0);
  });

  test("a frame that says nothing new does not make a new state", () => {
    const once = run({ type: "open" }, frame("violations"));
    expect(reduceLive(once, frame("violations"))).toBe(once);
  });

  test("a frame of an unknown form means: read everything again", () => {
    for (const data of [null, "x", {}, { topics: ["rain"] }, { topics: "violations" }])
      expect([...run({ type: "open" }, { type: "frame", data }).pending]).toEqual(["resync"]);
  });

  test("the first break stays the one that is shown while reconnecting fails again", () => {
    const broken = run({ type: "open" }, { type: "broken", atMs: 1_000 }, { type: "broken", atMs: 9_000 });
    expect(broken).toMatchObject({ connection: "reconnecting", brokenSinceMs: 1_000 });
  });

  test("coming back after a break reads everything again; the first connection does not", () => {
    expect(run({ type: "open" }).pending.size).toBe(0);
    const back = run({ type: "open" }, { type: "broken", atMs: 1_000 }, { type: "open" });
    expect([...back.pending]).toEqual(["resync"]);
    expect(back).toMatchObject({ connection: "connected", brokenSinceMs: null });
  });
});

describe("what is read again", () => {
  test("the rows of an open violations list never are, not even after a break", () => {
    for (const topics of [["violations"], ["resync"]] as const) {
      const invalid = keysToInvalidate(keys, new Set(topics));
      const row = keys.violations.list({ state: "open" });
      expect(invalid.some((key) => key.every((part, index) => part === row[index]))).toBe(false);
    }
  });

  test("every key starts with the organization", () => {
    for (const key of keysToInvalidate(keys, new Set(["resync"]))) expect(key.slice(0, 2)).toEqual(keys.root);
  });

  test("no key is named twice", () => {
    const invalid = keysToInvalidate(keys, new Set(["clusters", "violations", "entities"])).map((key) =>
      JSON.stringify(key),
    );
    expect(new Set(invalid).size).toBe(invalid.length);
  });
});
