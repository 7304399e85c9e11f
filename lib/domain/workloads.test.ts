import { expect, test } from "vitest";
import { isOwnedByJudgedController, WORKLOAD_KINDS, workloadKindOf } from "./workloads";

const replicaSet = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web-1", uid: "1" };
const deployment = { apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: "2" };
const node = { apiVersion: "v1", kind: "Node", name: "n1", uid: "3" };
const workloads = [
  { group: "", kinds: ["Pod"] },
  { group: "apps", kinds: ["Deployment", "ReplicaSet"] },
];

test("there are nine workload kinds, each with the path of its pod spec", () => {
  expect(WORKLOAD_KINDS).toHaveLength(9);
  expect(workloadKindOf("batch", "CronJob")?.podSpecPath.join(".")).toBe(
    "spec.jobTemplate.spec.template.spec",
  );
  expect(workloadKindOf("", "PodTemplate")?.podSpecPath.join(".")).toBe("template.spec");
  expect(workloadKindOf("", "Deployment")).toBeNull();
});

test("a Pod is not judged again when its stored controller is", () => {
  expect(isOwnedByJudgedController(replicaSet, workloads)).toBe(true);
});

test("a Pod is judged when its controller is not stored, or no kind of the template", () => {
  expect(isOwnedByJudgedController(null, workloads)).toBe(false);
  expect(isOwnedByJudgedController(replicaSet, [{ group: "", kinds: ["Pod"] }])).toBe(false);
  expect(isOwnedByJudgedController({ ...replicaSet, apiVersion: "example.org/v1" }, workloads)).toBe(false);
});

test("a mirror Pod is judged, for its Node does not hold its content", () => {
  expect(isOwnedByJudgedController(node, [{ group: "*", kinds: ["*"] }])).toBe(false);
});

test("a judged controller further up the chain counts too", () => {
  const kinds = [
    { group: "", kinds: ["Pod"] },
    { group: "apps", kinds: ["Deployment"] },
  ];
  expect(isOwnedByJudgedController([replicaSet, deployment], kinds)).toBe(true);
  expect(isOwnedByJudgedController([replicaSet], kinds)).toBe(false);
});
