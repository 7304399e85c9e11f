import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  keyOccurrences,
  occurrenceKey,
  type PreviousViolation,
  reconcileViolation,
  type ViolationState,
} from "./reconcile";

const a = { stablePath: "spec.a", message: "a is 1" };
const b = { stablePath: "spec.b", message: "b is 1" };
const context = { reasonIfGone: "fixed" as const };
const stored = (state: ViolationState, ...occurrences: (typeof a)[]): PreviousViolation => ({
  state,
  occurrences: keyOccurrences(occurrences),
});

describe("occurrence identity", () => {
  test("is the path where there is one, so that a changed message changes nothing", () => {
    expect(occurrenceKey({ ...a, message: "a is 2" })).toBe(occurrenceKey(a));
    expect(occurrenceKey(b)).not.toBe(occurrenceKey(a));
  });

  test("is the message where there is no path, and never mixed up with a path", () => {
    expect(occurrenceKey({ stablePath: null, message: "spec.a" })).not.toBe(occurrenceKey(a));
    expect(occurrenceKey({ stablePath: "", message: "x" })).toBe(
      occurrenceKey({ stablePath: null, message: "x" }),
    );
  });

  test("is numbered where several share a path, and repetitions count once", () => {
    const other = { ...a, message: "a is old" };
    expect(keyOccurrences([other, a, a, b]).map(({ key }) => key)).toEqual([
      "path:spec.a",
      "path:spec.a#2",
      "path:spec.b",
    ]);
  });

  test("does not depend on the order in which occurrences are found", () => {
    const occurrence = fc.record({
      stablePath: fc.constantFrom(null, "a", "b"),
      message: fc.constantFrom("x", "y", "z"),
    });
    fc.assert(
      fc.property(fc.array(occurrence), (list) => {
        const keys = (occurrences: typeof list) =>
          new Map(keyOccurrences(occurrences).map((item) => [item.key, item.message]));
        expect(keys(list.toReversed())).toEqual(keys(list));
      }),
    );
  });
});

describe("reconcileViolation", () => {
  test("a first finding opens", () => {
    const result = reconcileViolation(null, { occurrences: [a] }, context);
    expect(result).toEqual({
      transition: "opened",
      occurrences: { added: [{ ...a, key: "path:spec.a" }], removed: [], kept: [] },
    });
  });

  test("nothing before and nothing now is nothing", () => {
    expect(reconcileViolation(null, null, context).transition).toBe("none");
    expect(reconcileViolation(null, { occurrences: [] }, context).transition).toBe("none");
    expect(reconcileViolation(stored("resolved", a), null, context).transition).toBe("none");
  });

  test("a violation found again is kept, with the occurrences that came and went", () => {
    const result = reconcileViolation(stored("open", a), { occurrences: [b] }, context);
    expect(result).toMatchObject({
      transition: "kept",
      occurrences: { added: [b], removed: ["path:spec.a"], kept: [] },
    });
  });

  test("an excepted violation that is still found stays excepted", () => {
    expect(reconcileViolation(stored("excepted", a), { occurrences: [a] }, context).transition).toBe("kept");
  });

  test("a resolved violation found again is reopened", () => {
    expect(reconcileViolation(stored("resolved", a), { occurrences: [a] }, context)).toMatchObject({
      transition: "reopened",
      occurrences: { added: [], kept: [a] },
    });
  });

  test.each(["open", "excepted"] as const)(
    "an %s violation that is gone is resolved with the reason of the caller",
    (state) => {
      for (const found of [null, { occurrences: [] }]) {
        expect(reconcileViolation(stored(state, a), found, { reasonIfGone: "policy_changed" })).toEqual({
          transition: "resolved",
          reason: "policy_changed",
          occurrences: { added: [], removed: ["path:spec.a"], kept: [] },
        });
      }
    },
  );

  test.each(["open", "excepted", "resolved"] as const)(
    "an evaluation error leaves an %s violation as it is",
    (state) => {
      const nothing = { transition: "none", occurrences: { added: [], removed: [], kept: [] } };
      expect(reconcileViolation(stored(state, a), { error: "timeout" }, context)).toEqual(nothing);
      expect(reconcileViolation(null, { error: "timeout" }, context)).toEqual(nothing);
    },
  );

  test("a second reconciliation with the same finding changes nothing more", () => {
    const occurrence = fc.record({
      stablePath: fc.constantFrom(null, "a", "b", "c"),
      message: fc.constantFrom("x", "y"),
    });
    fc.assert(
      fc.property(fc.array(occurrence, { minLength: 1 }), fc.array(occurrence), (found, before) => {
        const first = reconcileViolation(
          { state: "open", occurrences: keyOccurrences(before) },
          { occurrences: found },
          context,
        );
        const now = [...first.occurrences.kept, ...first.occurrences.added];
        const second = reconcileViolation(
          { state: "open", occurrences: now },
          { occurrences: found },
          context,
        );
        expect(second).toMatchObject({ transition: "kept", occurrences: { added: [], removed: [] } });
      }),
    );
  });
});
