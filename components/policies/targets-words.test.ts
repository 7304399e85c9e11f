import { describe, expect, it } from "vitest";
import { policyTargetsSchema } from "@/lib/contracts/api/policies";
import { exclusionWords, listWords, targetsWords } from "./targets-words";

const eu = "01980000-0000-7000-8000-000000000001";
const us = "01980000-0000-7000-8000-000000000002";
const names = new Map([
  [eu, "prod-eu"],
  [us, "prod-us"],
]);
const words = (targets: unknown) => targetsWords(policyTargetsSchema.parse(targets), names);

describe("targetsWords", () => {
  it("says that no limit means the whole fleet", () => {
    expect(words({})).toBe("Everywhere in the fleet");
  });

  it("names clusters and namespaces", () => {
    expect(words({ clusters: { ids: [eu, us] }, namespaces: { include: ["payments"] } })).toBe(
      "In prod-eu and prod-us, namespace payments",
    );
  });

  it("says what is left out where nothing is chosen", () => {
    expect(words({ namespaces: { exclude: ["kube-system", "kube-*"] } })).toBe(
      "In every cluster, every namespace but kube-system and kube-*",
    );
  });

  it("keeps label, kind and exclusions apart", () => {
    expect(
      words({
        clusters: { ids: [eu], labels: { env: "prod" } },
        kinds: [{ group: "apps", kind: "Deployment" }],
        labels: { tier: "web" },
        exclusions: [{ name: "legacy-*", reason: "being rebuilt" }],
      }),
    ).toBe(
      "In prod-eu where labelled env=prod; only Deployment (apps); only objects labelled tier=web; with 1 exclusion",
    );
  });

  it("does not pass a removed cluster off as the whole fleet", () => {
    expect(words({ clusters: { ids: ["01980000-0000-7000-8000-000000000009"] } })).toBe(
      "In a removed cluster",
    );
  });
});

describe("listWords", () => {
  it("counts what it does not name", () => {
    expect(listWords(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
    expect(listWords([])).toBe("");
  });
});

describe("exclusionWords", () => {
  it("reads as what is left out", () => {
    expect(exclusionWords({ kind: "Deployment", name: "legacy-*", namespace: "ci" })).toBe(
      "Deployment legacy-* in ci",
    );
    expect(exclusionWords({ namespace: "ci" })).toBe("everything in ci");
    expect(exclusionWords({ name: "dind" })).toBe("any kind named dind");
  });
});
