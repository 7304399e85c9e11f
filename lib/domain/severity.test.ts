import { expect, test } from "vitest";
import { compareSeverity, isAtLeast, isSeverity, SEVERITIES, severityRank, worstSeverity } from "./severity";

test("severities sort worst first and rank from 0", () => {
  expect([...SEVERITIES].reverse().sort(compareSeverity)).toEqual(["critical", "high", "medium", "low"]);
  expect(SEVERITIES.map(severityRank)).toEqual([0, 1, 2, 3]);
});

test("a threshold lets itself and worse through", () => {
  expect(SEVERITIES.filter((severity) => isAtLeast(severity, "high"))).toEqual(["critical", "high"]);
});

test("the worst of none is null", () => {
  expect(worstSeverity(["low", "high", "medium"])).toBe("high");
  expect(worstSeverity([])).toBeNull();
});

test("other words are no severities", () => {
  expect(["high", "HIGH", "", null, 1].map(isSeverity)).toEqual([true, false, false, false, false]);
});
