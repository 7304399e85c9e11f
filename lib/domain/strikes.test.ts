import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countStrikes, isStopped, SAME_STRIKE_MS, STRIKE_COUNTS_MS, STRIKES_MAX } from "./strikes";

const nowMs = 1_800_000_000_000;
const strike = (entityId: string, agoMs = 0) => ({ entityId, atMs: nowMs - agoMs });

describe("countStrikes", () => {
  test("the third strike within an hour pauses, the second does not", () => {
    expect(countStrikes([strike("a", 600_000)], [strike("b")], nowMs).pauses).toBe(false);
    expect(countStrikes([strike("a", 600_000), strike("b", 60_000)], [strike("c")], nowMs).pauses).toBe(true);
  });

  test("three entities of one batch are three strikes", () => {
    expect(countStrikes([], [strike("a"), strike("b"), strike("c")], nowMs).pauses).toBe(true);
  });

  test("the same entity counts again once a retry was possible, and not before", () => {
    const known = [strike("a", 10 * SAME_STRIKE_MS), strike("a", 2 * SAME_STRIKE_MS)];
    expect(countStrikes(known, [strike("a")], nowMs).pauses).toBe(true);
    const twice = [strike("a", 10 * SAME_STRIKE_MS), strike("a", SAME_STRIKE_MS - 1)];
    expect(countStrikes(twice, [strike("a")], nowMs)).toMatchObject({ added: [], pauses: false });
  });

  test("a clock that is behind does not make one strike two", () => {
    expect(countStrikes([strike("a", -1_000)], [strike("a")], nowMs).added).toEqual([]);
  });

  test("strikes older than an hour neither count nor stay", () => {
    const known = [strike("a", STRIKE_COUNTS_MS), strike("b", STRIKE_COUNTS_MS + 1)];
    expect(countStrikes(known, [strike("c")], nowMs)).toEqual({
      kept: [],
      added: [strike("c")],
      pauses: false,
    });
  });

  test("what is kept never exceeds what pauses, and is the newest", () => {
    const list = fc.array(
      fc.record({
        entityId: fc.constantFrom("a", "b", "c", "d"),
        atMs: fc.integer({ min: nowMs - 2 * STRIKE_COUNTS_MS, max: nowMs }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(list, list, (known, fresh) => {
        const { kept, added, pauses } = countStrikes(known, fresh, nowMs);
        expect(kept.length + added.length).toBeLessThanOrEqual(STRIKES_MAX);
        expect(pauses).toBe(kept.length + added.length === STRIKES_MAX);
        const dropped = known.filter(
          (other) => nowMs - other.atMs < STRIKE_COUNTS_MS && !kept.includes(other),
        );
        for (const other of dropped)
          for (const one of kept) expect(one.atMs).toBeGreaterThanOrEqual(other.atMs);
      }),
    );
  });
});

test("only what was stopped is tried again: an error of the rule would come back", () => {
  expect(["timeout", "memory_limit"].every(isStopped)).toBe(true);
  expect(
    ["eval_conflict_error", "result_limit", "inventory_unreadable", "policy_paused"].some(isStopped),
  ).toBe(false);
});
