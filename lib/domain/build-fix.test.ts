import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonValues, pathsOf } from "./arbitraries.test-support";
import type { Json } from "./json";
import { applyPatch, buildFix, type FixOccurrence } from "./patch";
import { getAt, toPointer } from "./pointer";

const set = (pointer: string, recommended: Json, exists = false): FixOccurrence => ({
  pointer,
  exists,
  recommended,
});
const drop = (pointer: string): FixOccurrence => ({ pointer, exists: true, recommended: null, remove: true });

function fixed(object: Json, ...occurrences: FixOccurrence[]): Json | null {
  const patch = buildFix(object, occurrences);
  return patch && applyPatch(object, patch);
}

describe("buildFix", () => {
  test("replaces an existing value", () => {
    expect(buildFix({ a: { "k8s-app": "x" } }, [set("/a/k8s-app", "kube-dns", true)])).toEqual([
      { op: "replace", path: "/a/k8s-app", value: "kube-dns" },
    ]);
  });

  test("adds a missing field together with its missing parents of the right type", () => {
    expect(buildFix({ spec: {} }, [set("/spec/a/0/b", true)])).toEqual([
      { op: "add", path: "/spec/a", value: [{ b: true }] },
    ]);
    expect(buildFix({ spec: {} }, [set("/spec/drop/-", "ALL")])).toEqual([
      { op: "add", path: "/spec/drop", value: ["ALL"] },
    ]);
    expect(buildFix({ spec: {} }, [set("/spec/a/b/c", 1)])).toEqual([
      { op: "add", path: "/spec/a", value: { b: { c: 1 } } },
    ]);
    expect(buildFix({ drop: ["X"] }, [set("/drop/1", "ALL")])).toEqual([
      { op: "add", path: "/drop/1", value: "ALL" },
    ]);
  });

  test("a label whose name is digits makes no list", () => {
    expect(buildFix({ metadata: {} }, [set("/metadata/labels/0", "x")])).toEqual([
      { op: "add", path: "/metadata/labels", value: { "0": "x" } },
    ]);
  });

  test("fills in a parent that is null", () => {
    expect(buildFix({ sc: null }, [set("/sc/runAsNonRoot", true)])).toEqual([
      { op: "replace", path: "/sc", value: { runAsNonRoot: true } },
    ]);
  });

  test("lets several occurrences share a missing parent", () => {
    const patch = [set("/spec/sc/a", 1), set("/spec/sc/b", 2), set("/spec/x", 3, true)];
    expect(fixed({ spec: { x: 0 } }, ...patch)).toEqual({ spec: { sc: { a: 1, b: 2 }, x: 3 } });
  });

  test("removes several items of a list without shifting one another, whatever their order", () => {
    const object: Json = { add: ["A", "B", "C"], c: [{ add: ["D"] }, { x: 1 }] };
    const removals = [drop("/add/0"), drop("/add/2"), drop("/c/0/add/0"), drop("/c/1/x")];
    for (const occurrences of [removals, removals.toReversed()]) {
      expect(fixed(object, ...occurrences)).toEqual({ add: ["B"], c: [{ add: [] }, {}] });
    }
    const long = Array.from({ length: 12 }, (_, index) => index);
    expect(fixed(long, ...[2, 10, 9].map((index) => drop(`/${index}`)))).toEqual([
      0, 1, 3, 4, 5, 6, 7, 8, 11,
    ]);
  });

  test("changes items of a list and removes others in one patch", () => {
    const object = [{ v: 1 }, { v: 2 }, { v: 3 }];
    expect(fixed(object, drop("/0"), set("/2/v", 9, true), set("/-", { v: 4 }))).toEqual([
      { v: 2 },
      { v: 9 },
      { v: 4 },
    ]);
  });

  test("takes the same advice twice as once, and advice within other advice as part of it", () => {
    expect(buildFix({ a: 1 }, [set("/a", 2, true), set("/a", 2, true)])).toHaveLength(1);
    expect(buildFix({ drop: [] }, [set("/drop/-", "ALL"), set("/drop/-", "ALL")])).toHaveLength(1);
    expect(fixed({ drop: [] }, set("/drop/-", "A"), set("/drop/-", "B"))).toEqual({ drop: ["A", "B"] });
    expect(buildFix({}, [set("/sc", { a: 1 }), set("/sc/a", 1)])).toHaveLength(1);
    expect(buildFix({ a: { b: 1 } }, [drop("/a"), drop("/a/b")])).toEqual([{ op: "remove", path: "/a" }]);
  });

  test.each<[string, Json, FixOccurrence[]]>([
    ["two values for one place", { a: 1 }, [set("/a", 2, true), set("/a", 3, true)]],
    ["a value for a removed place", { a: 1 }, [set("/a", 2, true), drop("/a")]],
    ["a value below a removed place", { a: { b: 1 } }, [drop("/a"), set("/a/b", 2, true)]],
    ["a different value below a set place", {}, [set("/sc", { a: 1 }), set("/sc/a", 2)]],
    ["a place that was said to exist and does not", {}, [set("/a", 1, true)]],
    ["a place that was said to be missing and is not", { a: 1 }, [set("/a", 2)]],
    ["an item beyond the end of a list", { a: [1] }, [set("/a/3", 1)]],
    ["a second item of a missing list", {}, [set("/a/1", 1)]],
    ["a member of a text", { a: "x" }, [set("/a/b", 1)]],
    ["a member of a list", { a: [] }, [set("/a/b", 1)]],
    ["a member of an item that is nowhere", { a: [] }, [set("/a/-/b", 1)]],
    ["no pointer", {}, [set("a", 1)]],
    ["the removal of everything", {}, [drop("")]],
    ["a value that is there already", { a: 1 }, [set("/a", 1, true)]],
    ["nothing", {}, []],
  ])("has no patch for %s", (_name, object, occurrences) => {
    expect(buildFix(object, occurrences)).toBeNull();
  });

  test("a recommended null without the remove flag sets null", () => {
    expect(fixed({ a: 1 }, set("/a", null, true))).toEqual({ a: null });
    expect(fixed({ a: null }, set("/a/b", null))).toEqual({ a: { b: null } });
  });

  test("every patch it builds applies, and the recommended value is then in place", () => {
    const segment = fc.constantFrom<string | number>("a", "b", "labels", 0, 1, "__proto__");
    fc.assert(
      fc.property(
        jsonValues,
        fc.nat(),
        fc.array(segment, { maxLength: 3 }),
        jsonValues,
        (object, choice, more, value) => {
          const paths = pathsOf(object);
          const path = [...(paths[choice % paths.length] ?? []), ...more];
          const occurrence = set(toPointer(path), value, getAt(object, path).exists);
          const result = buildFix(object, [occurrence]);
          if (result) expect(getAt(applyPatch(object, result), path)).toEqual({ exists: true, value });
        },
      ),
    );
  });

  test("one patch does to each item what its own advice says, whatever is done to the others", () => {
    const advice = fc.constantFrom("keep", "set", "drop", "drop below");
    const list = fc.array(fc.record({ id: fc.nat(), advice }), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.tuple(list, list),
        fc.array(fc.nat(), { minLength: 24, maxLength: 24 }),
        (lists, ranks) => {
          const object = Object.fromEntries(
            lists.map((items, place) => [`list${place}`, items.map(({ id }) => ({ id, extra: [id] }))]),
          );
          const occurrences = lists.flatMap((items, place) =>
            items.flatMap((item, index): FixOccurrence[] => {
              const at = `/list${place}/${index}`;
              if (item.advice === "set") return [set(`${at}/id`, -1, true)];
              if (item.advice === "drop") return [drop(at)];
              return item.advice === "drop below" ? [drop(`${at}/extra/0`)] : [];
            }),
          );
          const shuffled = occurrences
            .map((occurrence, index) => ({ occurrence, rank: ranks[index] ?? 0 }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ occurrence }) => occurrence);
          const expected = Object.fromEntries(
            lists.map((items, place) => [
              `list${place}`,
              items
                .filter((item) => item.advice !== "drop")
                .map((item) => ({
                  id: item.advice === "set" ? -1 : item.id,
                  extra: item.advice === "drop below" ? [] : [item.id],
                })),
            ]),
          );
          expect(fixed(object, ...shuffled)).toEqual(occurrences.length === 0 ? null : expected);
        },
      ),
    );
  });
});
