import { describe, expect, test } from "vitest";
import { openNames } from "@/scripts/testing/builders";
import { deletion } from "@/scripts/testing/frames";
import { ingestOfTest, listedConfigMaps } from "@/scripts/testing/ingest-scene";
import { inspectorOfFile, worldOfFile } from "@/scripts/testing/scope";
import { configMap, resources } from "@/scripts/testing/templates";
import { upsertOf } from "@/scripts/testing/world";
import type { Json } from "@/lib/contracts/wire/canonical-json";
import type { Frame } from "@/lib/contracts/wire/protocol";
import { helloAgent } from "../agent/hello";
import { removeCluster } from "../clusters/change-cluster";
import { readPolicy } from "../policies/read-policies";

const world = worldOfFile();
const inspector = inspectorOfFile(world);
const { tenant, cluster, policyId, deliver, names } = ingestOfTest(world);

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
    expect(await deliver(1, [upsertOf(configMap("b")), listedConfigMaps()])).toMatchObject({
      duplicate: true,
    });
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
    ["NUL in the uid of a deletion", deletion("a\0b"), "frames.1.uid"],
    ["NUL in a list", listedConfigMaps("a", "b\0"), "frames.1.uids"],
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
    expect((await readPolicy(tenant.owner, policyId())).recentErrors).toEqual([]);
    expect(await openNames(tenant.owner)).toEqual(["neighbour", "имя-名前-😀"]);
  });

  test("an object with half a surrogate pair is judged as OPA reads it, and so is its neighbour", async () => {
    await deliver(1, [upsertOf(configMap("half", {}, { a: "\ud800" })), upsertOf(configMap("neighbour"))]);
    await world.work();
    expect((await readPolicy(tenant.owner, policyId())).recentErrors).toEqual([]);
    expect(await openNames(tenant.owner)).toEqual(["half", "neighbour"]);
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
    expect(await readPolicy(tenant.owner, policyId())).toMatchObject({
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
