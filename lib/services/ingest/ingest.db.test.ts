import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openInspector, type Inspector } from "@/scripts/testing/inspector";
import { configMap, labelTemplate, resources } from "@/scripts/testing/templates";
import { createWorld, upsertOf, type Tenant, type TestCluster, type World } from "@/scripts/testing/world";
import type { Json } from "@/lib/contracts/wire/canonical-json";
import type { Frame } from "@/lib/contracts/wire/protocol";
import { helloAgent } from "../agent/hello";
import { readEntityList } from "../entities/list-entities";
import { removeCluster } from "../clusters/change-cluster";
import { createPolicy } from "../policies/save-policy";
import { readPolicy } from "../policies/read-policies";
import { createTemplate } from "../templates/publish-template";
import { readViolationList } from "../violations/list-violations";
import { readCluster } from "../clusters/read-clusters";
import { applyBatch } from "./apply-batch";

let world: World;
let inspector: Inspector;
let tenant: Tenant;
let cluster: TestCluster;
let policyId: string;

beforeAll(async () => {
  world = await createWorld();
  inspector = await openInspector(world.databaseUrl);
});
afterAll(async () => {
  await inspector.close();
  await world.close();
});
beforeEach(async () => {
  tenant = await world.organization();
  cluster = await tenant.cluster();
  const template = await createTemplate(tenant.owner, labelTemplate);
  policyId = (await createPolicy(tenant.owner, { name: "Owner", templateId: template.id })).id;
  await world.work();
});

const deliver = (sequence: number, frames: readonly Frame[], epoch = 1) =>
  applyBatch(cluster.agent, cluster.clusterId, { type: "batch", protocol: 1, epoch, sequence }, frames);
const listed = (...uids: string[]): Frame => ({
  type: "listed",
  resource: resources.configMap,
  uids,
  redactedFields: 0,
});
const kind = (state: "listing" | "forbidden" | "error" | "gone"): Frame => ({
  type: "kind",
  resource: resources.configMap,
  state,
});
const remove = (uid: string): Frame => ({ type: "delete", group: "", kind: "ConfigMap", uid });
const uidOf = (name: string) => `ConfigMap-shop-${name}`;
const names = async () => (await readEntityList(tenant.owner, {})).items.map((item) => item.name);
const openNames = async () =>
  (await readViolationList(tenant.owner, {})).items.map((item) => item.entity.name).toSorted();
const stateOfKind = async () =>
  (await readCluster(tenant.owner, cluster.clusterId)).kindSyncs.find((sync) => sync.kind === "ConfigMap")
    ?.state;

describe("delivery", () => {
  test("a repeated batch is acknowledged and changes nothing, not even with other content", async () => {
    await deliver(1, [upsertOf(configMap("a"))]);
    const before = await inspector.digests();
    expect(await deliver(1, [upsertOf(configMap("a"))])).toEqual({
      sequence: 1,
      duplicate: true,
      upserted: 0,
      unchanged: 0,
      deleted: 0,
    });
    expect(await deliver(1, [upsertOf(configMap("b")), listed()])).toMatchObject({ duplicate: true });
    expect(await inspector.digests()).toEqual(before);
  });

  test("a batch that is ahead of the next one is refused and stores nothing", async () => {
    const before = await inspector.digests();
    await expect(deliver(2, [upsertOf(configMap("a"))])).rejects.toMatchObject({ code: "sequence_gap" });
    expect(await inspector.digests()).toEqual(before);
  });

  test("after a new hello, batches of the epoch before are refused and sequences start again", async () => {
    await deliver(1, [upsertOf(configMap("a"))]);
    const hello = await helloAgent(cluster.agent, cluster.clusterId, {
      protocol: 1,
      agentVersion: "t",
      clusterVersion: "v1.34",
      source: "api-server",
      resources: [],
    });
    expect(hello.known["/ConfigMap"]?.count).toBe(1);
    await expect(deliver(2, [upsertOf(configMap("b"))], 1)).rejects.toMatchObject({ code: "stale_epoch" });
    await expect(deliver(1, [upsertOf(configMap("b"))], hello.epoch + 1)).rejects.toMatchObject({
      code: "stale_epoch",
    });
    expect(await deliver(1, [upsertOf(configMap("b"))], hello.epoch)).toMatchObject({
      duplicate: false,
      upserted: 1,
    });
  });

  test("an object that is stored already changes nothing and is judged no second time", async () => {
    await deliver(1, [upsertOf(configMap("a"))]);
    await world.work();
    const versions = () =>
      inspector.rows("SELECT number FROM entity_versions WHERE organization_id = $1", [
        tenant.organizationId,
      ]);
    const jobs = () => inspector.rows("SELECT 1 FROM graphile_worker._private_jobs");
    expect(await deliver(2, [upsertOf(configMap("a"))])).toMatchObject({ upserted: 0, unchanged: 1 });
    expect(await versions()).toHaveLength(1);
    expect(await jobs()).toEqual([]);
  });

  test("two deliveries of one batch at the same moment store it once", async () => {
    const answers = await Promise.all([
      deliver(1, [upsertOf(configMap("a"))]),
      deliver(1, [upsertOf(configMap("a"))]),
    ]);
    expect(answers.map((answer) => answer.duplicate).toSorted()).toEqual([false, true]);
    expect(await names()).toEqual(["a"]);
  });
});

function nested(levels: number): Json {
  let value: Json = "deep";
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

describe("a batch with one bad frame is refused as a whole", () => {
  const good = upsertOf(configMap("good"));
  const named = (name: string) => ({ ...upsertOf(configMap(name)), uid: "u" });
  const bad: [string, Frame, string][] = [
    ["a hash that is not the object's", { ...good, hash: "0".repeat(64) }, "frames.1.hash"],
    [
      "an object without a name",
      { ...good, object: { apiVersion: "v1", kind: "ConfigMap", metadata: {} } },
      "frames.1.object",
    ],
    [
      "an object without metadata",
      { ...good, object: { apiVersion: "v1", kind: "ConfigMap" } },
      "frames.1.object",
    ],
    [
      "an object of another kind than the frame's",
      { ...good, resource: resources.secret },
      "frames.1.object.kind",
    ],
    ["a control character in a name", named("a\u0007b"), "frames.1.object.metadata.name"],
    ["NUL in a name", named("a\0b"), "frames.1.object.metadata.name"],
    ["a name longer than Kubernetes allows", named("a".repeat(254)), "frames.1.object.metadata.name"],
    ["NUL in a uid", { ...good, uid: "a\0b" }, "frames.1.uid"],
    ["NUL in the uid of a deletion", remove("a\0b"), "frames.1.uid"],
    ["NUL in a list", listed("a", "b\0"), "frames.1.uids"],
    [
      "NUL in the name of a resource",
      { type: "kind", resource: { ...resources.configMap, group: "a\0" }, state: "listing" },
      "frames.1.resource",
    ],
    [
      "an object nested a thousand levels deep",
      upsertOf({ ...configMap("deep"), data: nested(1_000) }),
      "frames.1.object",
    ],
    [
      "an object nested fifty thousand levels deep",
      { ...good, object: { ...configMap("deep"), data: nested(50_000) } },
      "frames.1.object",
    ],
  ];

  test.each(bad)("%s", async (_what, frame, path) => {
    const before = await inspector.digests();
    await expect(deliver(1, [good, frame])).rejects.toMatchObject({
      code: "invalid_input",
      fields: [{ path }],
    });
    expect(await inspector.digests()).toEqual(before);
  });

  test("what only looks odd is stored and judged: every script, NUL inside values, keys of every kind", async () => {
    const odd = configMap(
      "имя-名前-😀",
      { "x/y": "" },
      { a: "null\0byte", ["\0"]: "key", constructor: "c", 'quote"\\': "\\u0000" },
    );
    await deliver(1, [upsertOf(odd), upsertOf(configMap("neighbour"))]);
    await world.work();
    expect((await readPolicy(tenant.owner, policyId)).recentErrors).toEqual([]);
    expect(await openNames()).toEqual(["neighbour", "имя-名前-😀"]);
  });

  test("an object with half a surrogate pair is judged as OPA reads it, and so is its neighbour", async () => {
    await deliver(1, [upsertOf(configMap("half", {}, { a: "\ud800" })), upsertOf(configMap("neighbour"))]);
    await world.work();
    expect((await readPolicy(tenant.owner, policyId)).recentErrors).toEqual([]);
    expect(await openNames()).toEqual(["half", "neighbour"]);
  });
});

describe("removal", () => {
  beforeEach(async () => {
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "s", namespace: "shop" } };
    await deliver(1, [
      kind("listing"),
      ...["a", "b", "c"].map((name) => upsertOf(configMap(name))),
      upsertOf(secret),
      listed(...["a", "b", "c"].map(uidOf)),
    ]);
    await world.work();
    expect(await openNames()).toEqual(["a", "b", "c"]);
  });

  test("a complete list deletes only what is not in it, of its kind only", async () => {
    expect(await deliver(2, [listed(uidOf("a"), uidOf("b"))])).toMatchObject({ deleted: 1 });
    expect(await names()).toEqual(["a", "b", "s"]);
    expect(await openNames()).toEqual(["a", "b"]);
    expect((await readViolationList(tenant.owner, { state: "resolved" })).items).toMatchObject([
      { entity: { name: "c", deleted: true }, resolution: "deleted" },
    ]);
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ checked: 2, violating: 2, errors: 0 });
  });

  test("a list of another cluster deletes nothing here", async () => {
    const other = await tenant.cluster("prod-us");
    await other.send(listed());
    expect(await names()).toEqual(["a", "b", "c", "s"]);
  });

  test.each(["forbidden", "error"] as const)(
    "a kind that turns %s deletes and resolves nothing",
    async (state) => {
      expect(await deliver(2, [kind(state)])).toMatchObject({ deleted: 0 });
      await world.work();
      expect([await names(), await openNames(), await stateOfKind()]).toEqual([
        ["a", "b", "c", "s"],
        ["a", "b", "c"],
        state,
      ]);
    },
  );

  test("a kind that left the API takes its objects with it, and nothing else", async () => {
    expect(await deliver(2, [kind("gone")])).toMatchObject({ deleted: 3 });
    expect([await names(), await openNames(), await stateOfKind()]).toEqual([["s"], [], undefined]);
  });

  test("a deletion ends the version and resolves; the same uid coming back reopens and counts on", async () => {
    await deliver(2, [remove(uidOf("a"))]);
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ checked: 2, violating: 2 });
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
    expect(await deliver(2, [remove("nobody"), remove(uidOf("a")), remove(uidOf("a"))])).toMatchObject({
      deleted: 1,
    });
    expect(await deliver(3, [remove(uidOf("a"))])).toMatchObject({ deleted: 0 });
  });
});

describe("frames count in their order", () => {
  test("an object that appears behind a complete list, in the same batch, stays", async () => {
    await deliver(1, [upsertOf(configMap("a")), listed(uidOf("a")), upsertOf(configMap("b"))]);
    expect(await names()).toEqual(["a", "b"]);
  });

  test("an object that is changed and then deleted is gone; deleted and then created, it is there", async () => {
    await deliver(1, [upsertOf(configMap("a")), upsertOf(configMap("b"))]);
    await deliver(2, [
      upsertOf(configMap("a", { v: "2" })),
      remove(uidOf("a")),
      remove(uidOf("b")),
      upsertOf(configMap("b", { v: "2" })),
      upsertOf(configMap("c")),
      remove(uidOf("c")),
    ]);
    expect(await names()).toEqual(["b"]);
  });

  test("the last of several changes of one object counts", async () => {
    await deliver(1, [upsertOf(configMap("a")), upsertOf(configMap("a", { owner: "x" }))]);
    await world.work();
    expect(await openNames()).toEqual([]);
  });

  test("a kind that failed and was then listed is complete, and the other way round it is not", async () => {
    await deliver(1, [kind("error"), listed()]);
    expect(await stateOfKind()).toBe("complete");
    await deliver(2, [listed(), kind("error")]);
    expect(await stateOfKind()).toBe("error");
  });

  test("objects that come after the end of their kind stay", async () => {
    await deliver(1, [upsertOf(configMap("a")), kind("gone"), kind("listing"), upsertOf(configMap("b"))]);
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

describe("at once", () => {
  test("two clusters that send the same objects in opposite order both commit", async () => {
    const other = await tenant.cluster("prod-us");
    const objects = Array.from({ length: 300 }, (_, index) =>
      configMap(`c${String(index)}`, {}, { n: String(index) }),
    );
    const answers = await Promise.all([cluster.apply(...objects), other.apply(...objects.toReversed())]);
    expect(answers.map((answer) => answer.upserted)).toEqual([300, 300]);
    expect(
      await inspector.rows("SELECT count(*)::int AS n FROM contents WHERE organization_id = $1", [
        tenant.organizationId,
      ]),
    ).toEqual([{ n: 300 }]);
    await world.work();
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({
      checked: 600,
      violating: 600,
      errors: 0,
    });
  });

  test("a batch of a cluster that was removed is refused as unauthenticated", async () => {
    await removeCluster(tenant.owner, cluster.clusterId);
    await expect(deliver(1, [upsertOf(configMap("a"))])).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
