import { beforeEach, describe, expect, test } from "vitest";
import { openNames } from "@/scripts/testing/builders";
import { deletion, uidOf } from "@/scripts/testing/frames";
import { configMapsAre, ingestOfTest, listedConfigMaps } from "@/scripts/testing/ingest-scene";
import { inspectorOfFile, worldOfFile } from "@/scripts/testing/scope";
import { configMap, secret } from "@/scripts/testing/templates";
import { upsertOf } from "@/scripts/testing/world";
import { readCluster } from "../clusters/read-clusters";
import { readEntityList } from "../entities/list-entities";
import { readPolicy } from "../policies/read-policies";
import { readViolationList } from "../violations/list-violations";

const world = worldOfFile();
const inspector = inspectorOfFile(world);
const { tenant, cluster, policyId, deliver, names, stateOfKind } = ingestOfTest(world);

describe("removal", () => {
  beforeEach(async () => {
    await deliver(1, [
      configMapsAre("listing"),
      ...["a", "b", "c"].map((name) => upsertOf(configMap(name))),
      upsertOf(secret("s")),
      listedConfigMaps(...["a", "b", "c"].map(uidOf)),
    ]);
    await world.work();
    expect(await openNames(tenant.owner)).toEqual(["a", "b", "c"]);
  });

  test("a complete list deletes only what is not in it, of its kind only", async () => {
    expect(await deliver(2, [listedConfigMaps(uidOf("a"), uidOf("b"))])).toMatchObject({ deleted: 1 });
    expect(await names()).toEqual(["a", "b", "s"]);
    expect(await openNames(tenant.owner)).toEqual(["a", "b"]);
    expect((await readViolationList(tenant.owner, { state: "resolved" })).items).toMatchObject([
      { entity: { name: "c", deleted: true }, resolution: "deleted" },
    ]);
    expect(await readPolicy(tenant.owner, policyId())).toMatchObject({ checked: 2, violating: 2, errors: 0 });
  });

  test("a list of another cluster deletes nothing here", async () => {
    const other = await tenant.cluster("prod-us");
    await other.send(listedConfigMaps());
    expect(await names()).toEqual(["a", "b", "c", "s"]);
  });

  test.each(["forbidden", "error"] as const)(
    "a kind that turns %s deletes and resolves nothing",
    async (state) => {
      expect(await deliver(2, [configMapsAre(state)])).toMatchObject({ deleted: 0 });
      await world.work();
      expect([await names(), await openNames(tenant.owner), await stateOfKind()]).toEqual([
        ["a", "b", "c", "s"],
        ["a", "b", "c"],
        state,
      ]);
    },
  );

  test("a kind that left the API takes its objects with it, and nothing else", async () => {
    expect(await deliver(2, [configMapsAre("gone")])).toMatchObject({ deleted: 3 });
    expect([await names(), await openNames(tenant.owner), await stateOfKind()]).toEqual([
      ["s"],
      [],
      undefined,
    ]);
  });

  test("a deletion ends the version and resolves; the same uid coming back reopens and counts on", async () => {
    await deliver(2, [deletion(uidOf("a"))]);
    expect(await readPolicy(tenant.owner, policyId())).toMatchObject({ checked: 2, violating: 2 });
    await deliver(3, [upsertOf(configMap("a"))]);
    expect((await readCluster(tenant.owner, cluster.clusterId)).pendingEvaluations).toBe(1);
    await world.work();
    expect(
      (await readViolationList(tenant.owner, { q: "a" })).items.find((item) => item.entity.name === "a"),
    ).toMatchObject({ reopenedCount: 1 });
    const versions = await inspector.rows(
      "SELECT number, valid_to IS NULL AS current FROM entity_versions v JOIN entities e ON e.id = v.entity_id WHERE e.uid = $1 AND e.organization_id = $2 ORDER BY number",
      [uidOf("a"), tenant.organizationId],
    );
    expect(versions).toEqual([
      { number: 1, current: false },
      { number: 2, current: true },
    ]);
  });

  test("a deletion of what is not there changes nothing", async () => {
    expect(await deliver(2, [deletion("nobody"), deletion(uidOf("a")), deletion(uidOf("a"))])).toMatchObject({
      deleted: 1,
    });
    expect(await deliver(3, [deletion(uidOf("a"))])).toMatchObject({ deleted: 0 });
  });
});

describe("frames count in their order", () => {
  test("an object that appears behind a complete list, in the same batch, stays", async () => {
    await deliver(1, [upsertOf(configMap("a")), listedConfigMaps(uidOf("a")), upsertOf(configMap("b"))]);
    expect(await names()).toEqual(["a", "b"]);
  });

  test("an object that is changed and then deleted is gone; deleted and then created, it is there", async () => {
    await deliver(1, [upsertOf(configMap("a")), upsertOf(configMap("b"))]);
    await deliver(2, [
      upsertOf(configMap("a", { v: "2" })),
      deletion(uidOf("a")),
      deletion(uidOf("b")),
      upsertOf(configMap("b", { v: "2" })),
      upsertOf(configMap("c")),
      deletion(uidOf("c")),
    ]);
    expect(await names()).toEqual(["b"]);
  });

  test("the last of several changes of one object counts", async () => {
    await deliver(1, [upsertOf(configMap("a")), upsertOf(configMap("a", { owner: "x" }))]);
    await world.work();
    expect(await openNames(tenant.owner)).toEqual([]);
  });

  test("a kind that failed and was then listed is complete, and the other way round it is not", async () => {
    await deliver(1, [configMapsAre("error"), listedConfigMaps()]);
    expect(await stateOfKind()).toBe("complete");
    await deliver(2, [listedConfigMaps(), configMapsAre("error")]);
    expect(await stateOfKind()).toBe("error");
  });

  test("objects that come after the end of their kind stay", async () => {
    await deliver(1, [
      upsertOf(configMap("a")),
      configMapsAre("gone"),
      configMapsAre("listing"),
      upsertOf(configMap("b")),
    ]);
    expect([await names(), await stateOfKind()]).toEqual([["b"], "listing"]);
  });

  test("one uid under another kind is that kind's from then on", async () => {
    const old = {
      apiVersion: "extensions/v1beta1",
      kind: "Ingress",
      metadata: { name: "web", namespace: "shop", uid: "u" },
    };
    await deliver(1, [upsertOf(old)]);
    await deliver(2, [upsertOf({ ...old, apiVersion: "networking.k8s.io/v1" })]);
    expect((await readEntityList(tenant.owner, {})).items).toMatchObject([
      { group: "networking.k8s.io", kind: "Ingress", name: "web" },
    ]);
  });
});
