import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  configMap,
  inventoryTemplate,
  labelTemplate,
  resources,
  templateOf,
} from "@/scripts/testing/templates";
import { createWorld, upsertOf, type Tenant, type TestCluster, type World } from "@/scripts/testing/world";
import type { Json } from "@/lib/contracts/wire/canonical-json";
import type { Frame } from "@/lib/contracts/wire/protocol";
import { forOrganizationSql } from "@/lib/data/database";
import { loadEntitiesById } from "@/lib/data/evaluation/load";
import { LIBRARY_ORGANIZATION_ID } from "@/lib/data/ids";
import { readEntityList } from "../entities/list-entities";
import { readEntity } from "../entities/read-entity";
import { readPolicy } from "../policies/read-policies";
import { createPolicy, updatePolicy } from "../policies/save-policy";
import { loadLibrary } from "../templates/load-library";
import { createTemplate, createTemplateVersion } from "../templates/publish-template";
import { readTemplateList } from "../templates/read-templates";
import { readViolationList } from "../violations/list-violations";
import { readViolation } from "../violations/read-violation";
import { evaluateEntities, evaluateLoaded } from "./evaluate-entities";
import { loadInventories } from "./inventory";
import { loadSituation } from "./situation";
import { miniLibrary } from "@/scripts/testing/mini-library";

let world: World;
let tenant: Tenant;
let cluster: TestCluster;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  tenant = await world.organization();
  cluster = await tenant.cluster();
});

const open = async () =>
  (await readViolationList(tenant.owner, {})).items
    .map((item) => `${item.entity.kind} ${item.entity.name}`)
    .toSorted();
const idOf = async (name: string) =>
  (await readEntityList(tenant.owner, { q: name })).items.find((item) => item.name === name)?.id ?? "";
const system = () => ({ ...tenant.owner, actor: { type: "system" as const, name: "Edict" }, role: null });

/** What an evaluation reads before it judges. */
async function readNow(entityId: string) {
  return await forOrganizationSql(world.services.db, tenant.organizationId, async (sql) => {
    const situation = await loadSituation(sql);
    return {
      situation,
      entities: await loadEntitiesById(sql, [entityId]),
      inventories: await loadInventories(sql, situation.policies, [cluster.clusterId]),
    };
  });
}

describe("at once", () => {
  beforeEach(async () => {
    const template = await createTemplate(tenant.owner, labelTemplate);
    await createPolicy(tenant.owner, { name: "Owner", templateId: template.id });
    await cluster.apply(configMap("a"));
  });

  test("evaluations of one entity at the same moment give one violation, one event and one count", async () => {
    const id = await idOf("a");
    const recorded = await Promise.all(Array.from({ length: 4 }, () => evaluateEntities(system(), [id])));
    expect(recorded.map((result) => result.opened).toSorted()).toEqual([0, 0, 0, 1]);
    await world.work();
    const list = await readViolationList(tenant.owner, {});
    expect(list.total).toBe(1);
    expect(
      (await readViolation(tenant.owner, list.items[0]?.id ?? "")).events.map((event) => event.type),
    ).toEqual(["opened"]);
    expect(await readPolicy(tenant.owner, list.items[0]?.policy.id ?? "")).toMatchObject({
      checked: 1,
      violating: 1,
    });
  });

  test("an evaluation that started before the entity changed writes nothing", async () => {
    const early = await readNow(await idOf("a"));
    await cluster.apply(configMap("a", { owner: "team-b" }));
    expect(
      await evaluateLoaded(system(), early.situation, early.entities, early.inventories, null),
    ).toMatchObject({ opened: 0, changed: false });
    expect(await open()).toEqual([]);
    await world.work();
    expect(await open()).toEqual([]);
  });

  test("an evaluation that started before the entity was deleted writes nothing", async () => {
    const early = await readNow(await idOf("a"));
    await cluster.send({ type: "delete", group: "", kind: "ConfigMap", uid: "ConfigMap-shop-a" });
    expect(
      await evaluateLoaded(system(), early.situation, early.entities, early.inventories, null),
    ).toMatchObject({ opened: 0, changed: false });
    expect(await open()).toEqual([]);
  });

  test("an evaluation that started before the policy changed writes nothing of that policy", async () => {
    const early = await readNow(await idOf("a"));
    const [policy] = early.situation.policies;
    const templateId = (await readPolicy(tenant.owner, policy?.id ?? "")).template.id;
    await updatePolicy(tenant.owner, policy?.id ?? "", {
      name: "Owner",
      templateId,
      targets: { namespaces: { include: ["elsewhere"] } },
    });
    await world.work();
    await evaluateLoaded(system(), early.situation, early.entities, early.inventories, null);
    expect(await open()).toEqual([]);
  });
});

describe("inventory", () => {
  const networkPolicy = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "deny", namespace: "shop" },
    spec: { podSelector: {}, policyTypes: ["Ingress"] },
  };
  const listed = (...uids: string[]): Frame => ({
    type: "listed",
    resource: resources.networkPolicy,
    uids,
    redactedFields: 0,
  });
  const reading = (state: "listing" | "forbidden" | "error"): Frame => ({
    type: "kind",
    resource: resources.networkPolicy,
    state,
  });
  let policyId: string;
  const status = async () => {
    const entity = await readEntity(tenant.owner, await idOf("shop"));
    return entity.policies.map((policy) => policy.status);
  };

  beforeAll(async () => {
    const library = await miniLibrary("network-security/namespace-has-default-deny-ingress");
    await loadLibrary({
      ...world.services,
      settings: { ...world.services.settings, libraryDir: library.folder },
    });
    await library.remove();
  });
  beforeEach(async () => {
    const template = (await readTemplateList(tenant.owner, { origin: "built-in" })).items[0];
    policyId = (
      await createPolicy(tenant.owner, {
        name: "Default deny",
        templateId: template?.id ?? LIBRARY_ORGANIZATION_ID,
      })
    ).id;
    await cluster.send(
      reading("listing"),
      upsertOf({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }),
    );
    await world.work();
  });

  test("while the kind is being listed the rule is not judged, and says so", async () => {
    expect([await status(), await open()]).toEqual([["error"], []]);
    const policy = await readPolicy(tenant.owner, policyId);
    expect(policy).toMatchObject({
      checked: 0,
      violating: 0,
      errors: 1,
      recentErrors: [{ code: "inventory_unreadable" }],
    });
    expect(policy.recentErrors[0]?.message).toContain("NetworkPolicy is not known in prod-eu");
  });

  test("once the list is complete it is judged, and again whenever a NetworkPolicy appears or goes", async () => {
    await cluster.send(listed());
    await world.work();
    expect([await status(), await open()]).toEqual([["violating"], ["Namespace shop"]]);
    await cluster.apply(networkPolicy);
    await world.work();
    expect([await status(), await open()]).toEqual([["passed"], []]);
    expect((await readViolationList(tenant.owner, { state: "resolved" })).items[0]?.resolution).toBe("fixed");
    await cluster.send({
      type: "delete",
      group: "networking.k8s.io",
      kind: "NetworkPolicy",
      uid: "NetworkPolicy-shop-deny",
    });
    await world.work();
    expect([await status(), await open()]).toEqual([["violating"], ["Namespace shop"]]);
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ checked: 1, violating: 1, errors: 0 });
  });

  test.each(["forbidden", "error"] as const)(
    "a kind that turns %s makes it unjudged; what was found stays open",
    async (state) => {
      await cluster.send(listed());
      await world.work();
      await cluster.send(reading(state));
      await world.work();
      expect(await open()).toEqual(["Namespace shop"]);
      expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ checked: 1, violating: 1, errors: 1 });
      await cluster.send(upsertOf(networkPolicy), listed("NetworkPolicy-shop-deny"));
      await world.work();
      expect([await status(), await open()]).toEqual([["passed"], []]);
      expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ checked: 1, violating: 0, errors: 0 });
    },
  );

  test("an evaluation that read the inventory before it changed writes nothing of that rule", async () => {
    await cluster.send(listed());
    const early = await readNow(await idOf("shop"));
    await cluster.apply(networkPolicy);
    await world.work();
    expect([await status(), await open()]).toEqual([["passed"], []]);
    await evaluateLoaded(system(), early.situation, early.entities, early.inventories, null);
    expect([await status(), await open()]).toEqual([["passed"], []]);
  });

  test("an evaluation that started while the kind was complete does not overrule that it is not any more", async () => {
    await cluster.send(upsertOf(networkPolicy), listed("NetworkPolicy-shop-deny"));
    const early = await readNow(await idOf("shop"));
    await cluster.send(reading("forbidden"));
    await world.work();
    await evaluateLoaded(system(), early.situation, early.entities, early.inventories, null);
    expect(await status()).toEqual(["error"]);
  });
});

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

  async function policy(targets: object = {}): Promise<string> {
    const template = await createTemplate(tenant.owner, { ...labelTemplate, ...workloads });
    return (await createPolicy(tenant.owner, { name: "Owner", templateId: template.id, targets })).id;
  }

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
    const policyId = await policy();
    await cluster.apply(pod());
    await world.work();
    expect(await open()).toEqual(["Pod web-1-x"]);
    await cluster.apply(replicaSet());
    await world.work();
    expect(await open()).toEqual(["ReplicaSet web-1"]);
    expect((await readViolationList(tenant.owner, { state: "resolved" })).items).toMatchObject([
      { resolution: "out_of_scope" },
    ]);
    await cluster.send({ type: "delete", group: "apps", kind: "ReplicaSet", uid: "ReplicaSet-web-1" });
    await world.work();
    expect(await open()).toEqual(["Pod web-1-x"]);
    expect(await readPolicy(tenant.owner, policyId)).toMatchObject({ checked: 1, violating: 1 });
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

describe("errors and hostile values", () => {
  test("a rule that quotes NUL is recorded, and so are its neighbours", async () => {
    const quoting = templateOf(
      'package test.quote\n\nviolation contains {"msg": sprintf("found %s", [value]), "violating_key": sprintf("data.%s", [key]), "recommended_value": value, "extra": value} if some key, value in input.data',
    );
    const template = await createTemplate(tenant.owner, quoting);
    await createPolicy(tenant.owner, { name: "Quote", templateId: template.id });
    await cluster.apply(configMap("nul", {}, { a: "x\0y" }), configMap("plain", {}, { a: "xy" }));
    await world.work();
    expect((await readViolationList(tenant.owner, {})).items.map((item) => item.message).toSorted()).toEqual([
      "found xy",
      "found x\ufffdy",
    ]);
  });

  test("a policy moved to a template version that judges other kinds resolves what it found of the old ones", async () => {
    const template = await createTemplate(tenant.owner, labelTemplate);
    const policy = await createPolicy(tenant.owner, { name: "Owner", templateId: template.id });
    await cluster.apply(configMap("a"), {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "s", namespace: "shop" },
    });
    await world.work();
    expect(await open()).toEqual(["ConfigMap a"]);
    await createTemplateVersion(tenant.owner, template.id, {
      ...labelTemplate,
      targets: [{ group: "", kinds: ["Secret"] }],
    });
    await updatePolicy(tenant.owner, policy.id, { name: "Owner", templateId: template.id });
    await world.work();
    expect(await open()).toEqual(["Secret s"]);
    expect(await readPolicy(tenant.owner, policy.id)).toMatchObject({
      checked: 1,
      violating: 1,
      errors: 0,
      pending: false,
    });
  });

  test("an inventory rule is told apart by cluster: what one holds says nothing of the other", async () => {
    const other = await tenant.cluster("prod-us");
    const template = await createTemplate(tenant.owner, inventoryTemplate);
    await createPolicy(tenant.owner, { name: "Secret", templateId: template.id });
    const complete: Frame = { type: "listed", resource: resources.secret, uids: ["s"], redactedFields: 0 };
    await cluster.send(
      {
        ...upsertOf({ apiVersion: "v1", kind: "Secret", metadata: { name: "s", namespace: "shop" } }),
        uid: "s",
      },
      complete,
      upsertOf(configMap("here")),
    );
    await other.send({ ...complete, uids: [] }, upsertOf(configMap("there")));
    await world.work();
    expect(await open()).toEqual(["ConfigMap there"]);
  });
});
