import { describe, expect, it } from "vitest";
import type { PreviewFrame } from "@/lib/contracts/api/policies";
import { emptyWords, outcomeWords, progressWords } from "./preview-words";

const nothing: PreviewFrame = {
  complete: true,
  judged: 0,
  toJudge: 0,
  entities: 0,
  clustersInScope: 0,
  wouldOpen: 0,
  unchanged: 0,
  wouldResolve: 0,
  pass: 0,
  notJudged: 0,
  notJudgedReasons: [],
  errors: [],
  byCluster: [],
  findings: [],
  durationMs: 1,
};
const targets = [{ group: "networking.k8s.io", kinds: ["NetworkPolicy"] }];

describe("emptyWords", () => {
  it("tells no cluster, no such kind and no target apart", () => {
    expect(emptyWords(nothing, targets, 0)?.title).toBe("No cluster is connected");
    expect(emptyWords(nothing, targets, 2)?.text).toBe(
      "Your fleet holds no NetworkPolicy (networking.k8s.io). The policy would judge what arrives.",
    );
    expect(emptyWords({ ...nothing, entities: 12 }, targets, 2)?.title).toBe("Nothing is in the targets");
  });

  it("says nothing where something was judged, or was to be and could not, or is still to come", () => {
    expect(emptyWords({ ...nothing, judged: 1, pass: 1 }, targets, 2)).toBeNull();
    expect(emptyWords({ ...nothing, notJudged: 1 }, targets, 2)).toBeNull();
    expect(emptyWords({ ...nothing, complete: false }, targets, 2)).toBeNull();
  });
});

describe("outcomeWords", () => {
  it("says what opens, resolves and stays", () => {
    expect(
      outcomeWords({ ...nothing, judged: 330, wouldOpen: 5, wouldResolve: 1, unchanged: 2, pass: 318 }, true),
    ).toBe("5 violations would open, 1 would resolve and 2 would stay open; 318 entities pass.");
  });

  it("never calls a fleet that could not be judged passing", () => {
    expect(outcomeWords(nothing, false)).toBe("Nothing would be judged.");
    expect(outcomeWords({ ...nothing, judged: 2, notJudged: 2 }, false)).toBe("Nothing could be judged.");
    expect(outcomeWords({ ...nothing, judged: 3, pass: 1, notJudged: 2 }, false)).toBe(
      "Nothing would open: the one entity that could be judged passes. 2 entities could not be judged.",
    );
  });

  it("says what passing means: all that is in scope", () => {
    expect(outcomeWords({ ...nothing, judged: 318, pass: 318 }, false)).toBe(
      "Nothing would open: all 318 entities in scope pass.",
    );
  });

  it("warns that targets which reach nothing resolve what was open", () => {
    expect(outcomeWords({ ...nothing, wouldResolve: 3 }, true)).toBe(
      "Nothing would be judged any more; 3 open violations would resolve.",
    );
  });
});

describe("progressWords", () => {
  it("names a total only where there is one", () => {
    expect(progressWords({ judged: 4120, toJudge: 9800 })).toBe("4,120 of 9,800 entities judged");
    expect(progressWords({ judged: 100, toJudge: 100 })).toBe("100 entities judged so far");
  });
});
