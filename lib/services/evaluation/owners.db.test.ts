import { describe, expect, test } from "vitest";
import { makePolicy, openEntities } from "@/scripts/testing/builders";
import { deletion } from "@/scripts/testing/frames";
import { clusterOfTest, tenantOfTest, worldOfFile } from "@/scripts/testing/scope";
import { labelTemplate } from "@/scripts/testing/templates";
import type { Json } from "@/lib/contracts/wire/canonical-json";
import { readPolicy } from "../policies/read-policies";
import { readViolationList } from "../violations/list-violations";

const world = worldOfFile();
const tenant = tenantOfTest(world);
const cluster = clusterOfTest(tenant);

const open = () => openEntities(tenant.owner);

describe("owner de-duplication", () => {
  const workloads = {
    title: "Workloads",
    targets: [
      { group: "apps", kinds: ["Deployment", "ReplicaSet"] },
      { group: "", kinds: ["Pod"] },
    ],
  };
  const owned = (
    apiVersion: string,
    kind: string,
    name: string,
    owner: { kind: string; name: string } | null,
    labels: Record<string, string> = {},
  ): { [key: string]: Json } => ({
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: "shop",
      uid: `${kind}-${name}`,
      labels,
      ...(owner === null
        ? {}
        : {
            ownerReferences: [
              {
                apiVersion: "apps/v1",
                kind: owner.kind,
                name: owner.name,
                uid: `${owner.kind}-${owner.name}`,
                controller: true,
              },
            ],
          }),
    },
  });
  const deployment = (labels = {}) => owned("apps/v1", "Deployment", "web", null, labels);
  const replicaSet = (labels = {}) =>
    owned("apps/v1", "ReplicaSet", "web-1", { kind: "Deployment", name: "web" }, labels);
  const pod = (labels = {}) => owned("v1", "Pod", "web-1-x", { kind: "ReplicaSet", name: "web-1" }, labels);

  const policy = (targets: object = {}) =>
    makePolicy(tenant.owner, "Owner", { ...labelTemplate, ...workloads }, { targets });

  test.each([
    ["owner first", [deployment(), replicaSet(), pod()]],
    ["owner last", [pod(), replicaSet(), deployment()]],
    ["all at once", [[pod(), deployment(), replicaSet()]]],
  ])("a Deployment is not reported again as ReplicaSet and Pod: %s", async (_order, batches) => {
    await policy();
    for (const batch of batches) {
      await cluster.apply(...[batch].flat());
      await world.work();
    }
    expect(await open()).toEqual(["Deployment web"]);
  });

  test("what was reported of a Pod resolves as out of scope when its owner arrives, and opens again when it goes", async () => {
    const { id } = await policy();
    await cluster.apply(pod());
    await world.work();
    expect(await open()).toEqual(["Pod web-1-x"]);
    await cluster.apply(replicaSet());
    await world.work();
    expect(await open()).toEqual(["ReplicaSet web-1"]);
    expect((await readViolationList(tenant.owner, { state: "resolved" })).items).toMatchObject([
      { resolution: "out_of_scope" },
    ]);
    await cluster.send(deletion("ReplicaSet-web-1", { group: "apps", kind: "ReplicaSet" }));
    await world.work();
    expect(await open()).toEqual(["Pod web-1-x"]);
    expect(await readPolicy(tenant.owner, id)).toMatchObject({ checked: 1, violating: 1 });
  });

  test("an owner that the policy's labels leave out does not hide what it owns", async () => {
    await policy({ labels: { app: "web" } });
    await cluster.apply(deployment(), replicaSet(), pod({ app: "web" }));
    await world.work();
    expect(await open()).toEqual(["Pod web-1-x"]);
    await cluster.apply(replicaSet({ app: "web" }));
    await world.work();
    expect(await open()).toEqual(["ReplicaSet web-1"]);
  });
});
