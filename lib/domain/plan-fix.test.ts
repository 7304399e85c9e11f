import { describe, expect, test } from "vitest";
import type { Json } from "./json";
import { resolveOccurrences, type ReportedOccurrence } from "./occurrences";
import { planFix, weighFix } from "./plan-fix";

const report = (violatingKey: string, other: Partial<ReportedOccurrence> = {}): ReportedOccurrence => ({
  ...{ message: `wrong: ${violatingKey}`, violatingKey, recommended: null, details: {} },
  ...other,
});
const set = (violatingKey: string, value: Json) => report(violatingKey, { recommended: { value } });
const drop = (violatingKey: string) => report(violatingKey, { details: { recommended_action: "remove" } });

/** What fixing the first of the occurrences comes to, if `after` is reported of the patched object. */
function outcomeOf(object: Json, before: ReportedOccurrence[], after: ReportedOccurrence[], count = 1) {
  const found = resolveOccurrences(before, object);
  const fix = planFix(object, found.slice(0, count));
  if (fix === null) throw new Error("no fix");
  return weighFix(object, fix, found, resolveOccurrences(after, fix.patched));
}

describe("planFix", () => {
  test("has nothing to do where nothing is recommended or the place is unknown", () => {
    expect(planFix({ a: 1 }, resolveOccurrences([report("a")], { a: 1 }))).toBeNull();
    expect(planFix({ a: 1 }, resolveOccurrences([set("no path at all", 1)], { a: 1 }))).toBeNull();
  });

  test("covers only the occurrences with a recommendation", () => {
    const object = { a: 1, b: 2 };
    const fix = planFix(object, resolveOccurrences([set("a", 3), report("b")], object));
    expect(fix?.patched).toEqual({ a: 3, b: 2 });
    expect(fix?.covered.map(({ pointer }) => pointer)).toEqual(["/a"]);
  });
});

describe("weighFix", () => {
  const rules: Json = { rules: [{ verbs: ["*"] }, { verbs: ["get", "*"] }, { verbs: ["*"] }] };

  test("counts an occurrence that is no longer found", () => {
    expect(outcomeOf({ a: 1 }, [set("a", 2)], [])).toEqual({ gone: 1, opened: 0 });
  });

  test("sees that a value did not help, and that another place broke", () => {
    expect(outcomeOf({ a: 1 }, [set("a", 2)], [report("a")])).toEqual({ gone: 0, opened: 0 });
    expect(outcomeOf({ a: 1, b: 1 }, [set("a", 2)], [report("b")])).toEqual({ gone: 1, opened: 1 });
  });

  test("does not take the next list item for the one that was removed", () => {
    const before = [drop("rules[0]"), drop("rules[2]")];
    expect(outcomeOf(rules, before, [drop("rules[1]")])).toEqual({ gone: 1, opened: 0 });
    expect(outcomeOf(rules, before, [drop("rules[0]")])).toEqual({ gone: 0, opened: 0 });
  });

  test("follows fields below list items that moved", () => {
    const before = [drop("rules[0]"), report("rules[1].verbs[1]"), report("rules[2].verbs")];
    const after = [report("rules[0].verbs[1]"), report("rules[1].verbs")];
    expect(outcomeOf(rules, before, after)).toEqual({ gone: 1, opened: 0 });
  });

  test("tells occurrences of one place by their number", () => {
    const before = [
      set("a", 2),
      report("a", { message: "z: also wrong" }),
      report("a", { message: "zz: wrong too" }),
    ];
    expect(outcomeOf({ a: 1 }, before, before.slice(1))).toEqual({ gone: 1, opened: 0 });
    expect(outcomeOf({ a: 1 }, before, before)).not.toEqual({ gone: 1, opened: 0 });
  });

  test("weighs several removals of one list", () => {
    const object = { add: ["A", "B", "C", "D"] };
    const before = [drop("add[0]"), drop("add[2]"), report("add[3]")];
    expect(outcomeOf(object, before, [report("add[1]")], 2)).toEqual({ gone: 2, opened: 0 });
  });
});
