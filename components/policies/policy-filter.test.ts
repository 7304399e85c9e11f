import { describe, expect, it } from "vitest";
import { policySchema, type Policy } from "@/lib/contracts/api/policies";
import { comparePolicies, facetCounts, filterPolicies, statesOf } from "./policy-filter";

let count = 0;
function policy(change: Partial<Policy>): Policy {
  count += 1;
  return {
    ...policySchema.parse({
      id: `01980000-0000-7000-8000-${String(count).padStart(12, "0")}`,
      name: `Policy ${count}`,
      enabled: true,
      mode: "audit",
      severity: "high",
      version: 1,
      template: {
        id: "01980000-0000-7000-8000-00000000aaaa",
        title: "Privileged containers",
        version: 1,
        latestVersion: 1,
        builtIn: true,
        category: "pod-security",
      },
      parameters: {},
      targets: {
        clusters: { ids: [], labels: {} },
        namespaces: { include: [], exclude: [] },
        kinds: [],
        labels: {},
        exclusions: [],
      },
      checked: 10,
      violating: 0,
      errors: 0,
      pending: false,
      paused: null,
      createdAt: "2025-01-01T00:00:00.000Z",
      updatedAt: "2025-01-01T00:00:00.000Z",
    }),
    ...change,
  };
}

const all = { q: "", severity: [], state: [], category: [] };

describe("statesOf", () => {
  it("does not call a policy empty while it is being judged or switched off", () => {
    expect(statesOf(policy({ checked: 0 }))).toEqual(["on", "empty"]);
    expect(statesOf(policy({ checked: 0, pending: true }))).toEqual(["on"]);
    expect(statesOf(policy({ checked: 0, enabled: false }))).toEqual(["off"]);
  });
});

describe("a paused policy", () => {
  const paused = { since: "2025-01-01T00:00:00.000Z", code: "timeout", message: "Too long.", strikes: [] };

  it("has a state of its own while it is switched on", () => {
    expect(statesOf(policy({ paused, checked: 0, errors: 3 }))).toEqual(["on", "paused", "errors"]);
    expect(statesOf(policy({ paused, checked: 0, enabled: false }))).toEqual(["off"]);
  });
});

describe("filterPolicies", () => {
  const failing = policy({ name: "Egress", violating: 3 });
  const off = policy({ name: "Limits", enabled: false, severity: "low" });

  it("finds every word in the name or the template's title", () => {
    expect(filterPolicies([failing, off], { ...all, q: "priv egress" })).toEqual([failing]);
  });

  it("takes either value of one facet and all facets together", () => {
    expect(filterPolicies([failing, off], { ...all, state: ["failing", "off"] })).toEqual([failing, off]);
    expect(filterPolicies([failing, off], { ...all, state: ["failing"], severity: ["low"] })).toEqual([]);
  });

  it("counts a facet as if nothing were chosen in it", () => {
    const counts = facetCounts([failing, off], { ...all, severity: ["low"] });
    expect(counts.severity.find(({ value }) => value === "high")?.count).toBe(1);
    expect(counts.state.find(({ value }) => value === "failing")?.count).toBe(0);
  });
});

describe("comparePolicies", () => {
  it("puts the worst first, and the name decides between equals", () => {
    const [a, b, c] = [
      policy({ name: "b" }),
      policy({ name: "a" }),
      policy({ name: "c", severity: "critical" }),
    ];
    expect([a, b, c].sort(comparePolicies("severity")).map(({ name }) => name)).toEqual(["c", "a", "b"]);
  });
});
