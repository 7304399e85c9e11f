import { describe, expect, test } from "vitest";
import {
  ALL_TARGETS,
  matchesCluster,
  matchesTargets,
  type PolicyTargets,
  type TargetEntity,
} from "./targets";

const cluster = { id: "c1", labels: { env: "prod" } };
const deployment: TargetEntity = {
  group: "apps",
  kind: "Deployment",
  namespace: "team-a",
  name: "web",
  labels: { app: "web" },
};
const namespace: TargetEntity = { group: "", kind: "Namespace", namespace: null, name: "team-a", labels: {} };
const node: TargetEntity = { group: "", kind: "Node", namespace: null, name: "n1", labels: {} };
const anyKind = [{ group: "*", kinds: ["*"] }];

function check(targets: Partial<PolicyTargets>, entity = deployment, kinds = anyKind): string {
  const result = matchesTargets({ ...ALL_TARGETS, ...targets }, kinds, entity, cluster);
  return result.matches ? "matches" : result.reason;
}

describe("matchesTargets", () => {
  test("empty targets mean all", () => {
    for (const entity of [deployment, namespace, node]) expect(check({}, entity)).toBe("matches");
  });

  test("the template's kinds come first, the policy's kinds narrow them and never widen them", () => {
    const kinds = [{ group: "apps", kinds: ["Deployment", "DaemonSet"] }];
    expect(check({}, node, kinds)).toBe("The template does not judge objects of kind Node.");
    expect(check({ kinds: [{ group: "", kind: "Node" }] }, node, kinds)).toContain(
      "The template does not judge",
    );
    expect(check({ kinds: [{ group: "apps", kind: "DaemonSet" }] }, deployment, kinds)).toBe(
      "The policy is limited to DaemonSet (apps).",
    );
    expect(check({ kinds: [{ group: "*", kind: "Deployment" }] }, deployment, kinds)).toBe("matches");
    expect(check({ kinds: [{ group: "extensions", kind: "Deployment" }] }, deployment)).toContain(
      "limited to Deployment (extensions)",
    );
  });

  test("clusters match by id and by all labels", () => {
    expect(check({ clusters: { ids: ["c1", "c2"], labels: { env: "prod" } } })).toBe("matches");
    expect(check({ clusters: { ids: ["c2"], labels: {} } })).toBe("The policy is limited to other clusters.");
    expect(check({ clusters: { ids: [], labels: { env: "prod", tier: "1" } } })).toBe(
      "The policy is limited to clusters with the label tier=1.",
    );
    expect(matchesCluster({ ...ALL_TARGETS, clusters: { ids: ["c2"], labels: {} } }, cluster).matches).toBe(
      false,
    );
    expect(matchesCluster(ALL_TARGETS, cluster)).toEqual({ matches: true });
  });

  test("namespaces match by name or glob, and exclusion wins", () => {
    expect(check({ namespaces: { include: ["team-*"], exclude: [] } })).toBe("matches");
    expect(check({ namespaces: { include: ["x", "y", "z", "v"], exclude: [] } })).toBe(
      "The policy is limited to the namespaces x, y, z and 1 more.",
    );
    expect(check({ namespaces: { include: ["team-*"], exclude: ["*-a"] } })).toBe(
      "The policy excludes the namespace team-a (*-a).",
    );
  });

  test("a Namespace is in itself, other cluster-scoped objects are in none", () => {
    expect(check({ namespaces: { include: ["team-*"], exclude: [] } }, namespace)).toBe("matches");
    expect(check({ namespaces: { include: [], exclude: ["team-a"] } }, namespace)).toBe(
      "The policy excludes the namespace team-a.",
    );
    expect(check({ namespaces: { include: ["team-*"], exclude: [] } }, node)).toContain(
      "this object is in none",
    );
    expect(check({ namespaces: { include: [], exclude: ["*"] } }, node)).toBe("matches");
  });

  test("an object needs all labels and none of the excluded ones", () => {
    expect(check({ labels: { app: "web" } })).toBe("matches");
    expect(check({ labels: { app: "web", tier: "1" } })).toBe(
      "The policy is limited to objects with the label tier=1.",
    );
    expect(check({ labels: { constructor: "x" } })).toContain("limited to objects");
    expect(check({ excludeLabels: { x: "y", app: "web" } })).toBe(
      "The policy excludes objects with the label app=web.",
    );
  });

  test("an exclusion gives its own reason and needs all its fields to match", () => {
    const reason = "Replaced in May.";
    expect(check({ exclusions: [{ kind: "Deployment", namespace: "team-*", name: "w*", reason }] })).toBe(
      "The policy excludes Deployment team-a/web: Replaced in May.",
    );
    expect(check({ exclusions: [{ kind: "Pod", name: "web", reason }] })).toBe("matches");
    expect(check({ exclusions: [{ namespace: "team-b", reason }] })).toBe("matches");
    expect(check({ exclusions: [{ namespace: "team-a", reason }] }, namespace)).toContain(
      "excludes Namespace team-a",
    );
  });

  test("an exclusion that names nothing hides nothing", () => {
    expect(check({ exclusions: [{ reason: "?" }] })).toBe("matches");
  });
});
