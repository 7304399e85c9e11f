import { describe, expect, it } from "vitest";
import { isWriting, settle, suggest, type FilterKey } from "./filter-text";

const keys: readonly FilterKey[] = [
  {
    id: "severity",
    label: "Severity",
    values: [
      { value: "critical", label: "Critical" },
      { value: "high", label: "High" },
    ],
  },
  {
    id: "cluster",
    label: "Cluster",
    values: [
      { value: "c1", label: "prod-eu" },
      { value: "c2", label: "prod-us" },
      { value: "c3", label: "staging" },
    ],
  },
  { id: "namespace", label: "Namespace", values: [{ value: "cart", label: "cart" }], open: true },
];

describe("settle", () => {
  it("turns a name into its id and leaves the words", () => {
    expect(settle("cluster:prod-eu runs as root", keys, {})).toEqual({
      selected: { cluster: ["c1"] },
      text: "runs as root",
      unknown: [],
    });
  });

  it("takes every value that holds a word that is no whole name", () => {
    expect(settle("cluster:prod", keys, { severity: ["high"] }).selected).toEqual({
      severity: ["high"],
      cluster: ["c1", "c2"],
    });
  });

  it("takes unknown values only where the facet is open", () => {
    const settled = settle("namespace:new-team cluster:nowhere", keys, {});
    expect(settled.selected["namespace"]).toEqual(["new-team"]);
    expect(settled.unknown).toEqual([{ key: "cluster", written: "nowhere" }]);
  });
});

describe("suggest", () => {
  it("offers the facets first, then values that are not chosen yet", () => {
    expect(suggest("", keys, {}).map((entry) => entry.key.id)).toEqual(["severity", "cluster", "namespace"]);
    expect(suggest("cluster:prod", keys, { cluster: ["c1"] })).toEqual([
      { type: "value", key: keys[1], value: { value: "c2", label: "prod-us" } },
    ]);
  });

  it("finds values of every facet by a bare word", () => {
    expect(suggest("stag", keys, {})).toHaveLength(1);
  });
});

describe("isWriting", () => {
  it("waits while a facet is unfinished, also inside quotes", () => {
    expect(isWriting("severity:hi", keys)).toBe(true);
    expect(isWriting('cluster:"prod e', keys)).toBe(true);
    expect(isWriting("severity:high ", keys)).toBe(false);
    expect(isWriting("http:", keys)).toBe(false);
  });
});
